import { ArgumentError } from "@erlangen/numerics";

/** What a path says about the array that it names. */
export interface ArrayPath {
  readonly path: string;
  readonly format: "npy" | "npz" | "csv";
  /** Name inside an npz archive, such as `phi` of `networks.npz:phi`. */
  readonly name: string | undefined;
}

/** Takes `file.npy`, `file.npz`, `file.npz:name`, `file.csv` and `file.tsv` apart; else an error from `where`. */
export function parseArrayPath(where: string, path: string): ArrayPath {
  const [, file, name] = /^(.+\.npz):(.+)$/i.exec(path) ?? [];
  if (file !== undefined) return { path: file, format: "npz", name };
  const [, extension] = /\.([a-z]+)$/i.exec(path) ?? [];
  const format = { npy: "npy", npz: "npz", csv: "csv", tsv: "csv" } as const;
  const known = format[(extension ?? "").toLowerCase() as keyof typeof format];
  if (known !== undefined) return { path, format: known, name: undefined };
  throw new ArgumentError(
    `${where}: expected a path that ends with .npy, .npz, .npz:NAME, .csv or .tsv, got ${JSON.stringify(path)}; numpy.save("x.npy", x) writes one`,
  );
}
