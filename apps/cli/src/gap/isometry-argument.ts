import { readMatrix } from "@erlangen/data/files";
import {
  axisRotations,
  imageIsometries,
  matrixIsometries,
  planeRotations,
  signIsometries,
  spatialIsometries,
  translations,
  type Isometries,
} from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";

/** What `--group` takes, for its help. */
export const isometryHelp =
  "sign; C4 or D4 of square images; U(1) on complex numbers (re, im, re, im, ...); SO(3), O(3) or SO(2):z on points (x, y, z, ...); translations:0,2 of columns; or a file of all matrices [order, columns, columns]";

/** A group by name, or from a file of matrices, for rows of so many columns. */
export async function isometriesFromArgument(text: string, columns: number): Promise<Isometries> {
  const [name, detail] = text.split(":", 2);
  if (detail === undefined && Object.hasOwn(plain, name)) return plain[name](columns);
  if (name === "SO(2)" && (detail === "x" || detail === "y" || detail === "z")) {
    return axisRotations(columns, detail);
  }
  if (name === "translations" && detail !== undefined && /^\d+(,\d+)*$/.test(detail)) {
    return translations(detail.split(",").map(Number));
  }
  if (/\.(npy|npz|csv|tsv)(:.*)?$/.test(text)) return fromFile(text, columns);
  throw new ArgumentError(`expected --group as one of: ${isometryHelp}; got "${text}"`);
}

const plain: Readonly<Record<string, (columns: number) => Isometries>> = {
  sign: () => signIsometries(),
  C4: (columns) => imageIsometries(sideOf(columns)),
  D4: (columns) => imageIsometries(sideOf(columns), { reflections: true }),
  "U(1)": (columns) => {
    if (columns % 2 !== 0) {
      throw new ArgumentError(
        `expected an even number of columns for --group U(1), got ${columns}`,
      );
    }
    return planeRotations(
      Array.from({ length: columns / 2 }, (_, i) => [2 * i, 2 * i + 1] as const),
    );
  },
  "SO(3)": () => spatialIsometries(),
  "O(3)": () => spatialIsometries({ reflections: true }),
};

function sideOf(columns: number): number {
  const side = Math.round(Math.sqrt(columns));
  if (side * side === columns) return side;
  throw new ArgumentError(
    `expected a square number of columns for --group C4 or D4, got ${columns}`,
  );
}

async function fromFile(path: string, columns: number): Promise<Isometries> {
  const matrix = await readMatrix(path);
  if (matrix.columns !== columns * columns) {
    throw new ArgumentError(
      `expected matrices of shape [order, ${columns}, ${columns}] in ${path}, got rows of ${matrix.columns} numbers`,
    );
  }
  const matrices = Array.from({ length: matrix.rows }, (_, g) =>
    Float64Array.from(matrix.data.subarray(g * columns ** 2, (g + 1) * columns ** 2)),
  );
  return matrixIsometries(matrices, { name: path });
}
