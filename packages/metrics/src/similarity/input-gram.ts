import { addCrossProduct, transpose } from "@erlangen/numerics";
import type { NamedFeatures, PreparationOptions } from "./features.ts";
import { prepare } from "./prepared.ts";

/** The Gram matrix of the inputs ΦΦᵀ/n of prepared features, [rows, rows]. */
export function inputGram(
  where: string,
  named: NamedFeatures,
  options: PreparationOptions,
): Float64Array {
  const { rows, columns, values } = prepare(where, named, options);
  const turned = transpose(values, rows, columns);
  const gram = new Float64Array(rows * rows);
  addCrossProduct(gram, turned, turned, { rows: columns, columnsOfX: rows, columnsOfY: rows });
  return gram.map((value) => value / rows);
}
