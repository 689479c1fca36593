import { useDevice } from "@erlangen/backends/devices";
import { openArrayRows } from "@erlangen/data/files";
import { streamMoments, type PairMoments } from "@erlangen/metrics";

/** The second moments of two files, read in blocks and multiplied on a device. */
export async function streamPair(
  paths: readonly [string, string],
  device: string | undefined,
): Promise<PairMoments & { readonly rows: number }> {
  const engine = await useDevice(device ?? "native-cpu");
  try {
    const [phi, psi] = [await openArrayRows(paths[0]), await openArrayRows(paths[1])];
    return await streamMoments(
      { columns: phi.columns, blocks: phi },
      { columns: psi.columns, blocks: psi },
      { engine },
    );
  } finally {
    engine.dispose();
  }
}
