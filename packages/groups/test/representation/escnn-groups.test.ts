import { transpose } from "@erlangen/numerics";
import { clebschGordan, decompose, permutationRepresentation } from "@erlangen/groups";
import type { CompactGroup, IrrepType, RealIrrep } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { projectorOf } from "./laws.ts";

interface EscnnGroup {
  readonly group: string;
  readonly order: number;
  readonly generators: readonly number[];
  readonly table: readonly (readonly number[])[];
  readonly inverse: readonly number[];
  readonly identity: number;
  readonly irreps: readonly {
    readonly id: readonly number[];
    readonly name: string;
    readonly size: number;
    readonly type: "R" | "C" | "H";
    readonly endomorphism_basis: readonly (readonly (readonly number[])[])[];
    readonly matrices: readonly (readonly (readonly number[])[])[];
  }[];
  readonly tensor_products: readonly {
    readonly m: readonly number[];
    readonly n: readonly number[];
    readonly js: readonly (readonly [readonly number[], number])[];
    readonly cg: Readonly<
      Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
    >;
  }[];
  readonly regular: { readonly irreps: readonly (readonly number[])[] };
}

const types: Readonly<Record<"R" | "C" | "H", IrrepType>> = {
  R: "real",
  C: "complex",
  H: "quaternionic",
};

/** escnn's group and irreps, from its tables alone. */
function fromTables(file: string) {
  const tables = golden<EscnnGroup>(file);
  const { order } = tables;
  const group: CompactGroup<number> = {
    name: tables.group,
    identity: tables.identity,
    generators: tables.generators,
    compose: (g, h) => tables.table[g][h],
    inverse: (g) => tables.inverse[g],
    equals: (g, h) => g === h,
    sample: (random) => random.integer(order),
    haarRule: () => ({
      elements: Array.from({ length: order }, (_, g) => g),
      weights: new Float64Array(order).fill(1 / order),
    }),
  };
  const irreps = tables.irreps.map((irrep): RealIrrep<number> => ({
    group,
    name: JSON.stringify(irrep.id),
    dim: irrep.size,
    type: types[irrep.type],
    endomorphisms: irrep.endomorphism_basis.map((rows) => Float64Array.from(rows.flat())),
    matrix: (g) => Float64Array.from(irrep.matrices[g].flat()),
  }));
  const irrepOf = (id: readonly number[]): RealIrrep<number> => {
    const found = irreps.find(({ name }) => name === JSON.stringify(id));
    if (found === undefined) throw new Error(`no irrep ${JSON.stringify(id)}`);
    return found;
  };
  return { tables, group, irreps, irrepOf };
}

describe.each(["escnn_group_C8", "escnn_group_D4", "escnn_group_Icosahedral"])(
  "against %s",
  (file) => {
    const { tables, group, irreps, irrepOf } = fromTables(file);

    it("couples irreps as escnn does: the same subspaces of each product", () => {
      for (const { m, n, js, cg } of tables.tensor_products) {
        const [first, second] = [irrepOf(m), irrepOf(n)];
        for (const [j, copies] of js) {
          const { multiplicity, coefficients } = clebschGordan(first, second, irrepOf(j));
          expect(multiplicity).toBe(copies);
          const expected = Object.entries(cg).find(
            ([key]) => JSON.stringify(JSON.parse(key)) === JSON.stringify(j),
          );
          const size = first.dim * second.dim;
          const columns = copies * irrepOf(j).dim;
          const spans = [coefficients, Float64Array.from(expected?.[1].data ?? [])].map((matrix) =>
            projectorOf(transpose(matrix, size, columns), size),
          );
          expectClose(spans[0], spans[1], 1e-9);
        }
      }
    });

    it("finds in the regular representation the irreps that escnn finds", () => {
      const regular = permutationRepresentation(group, {
        degree: tables.order,
        image: (g, h) => group.compose(g, h),
      });
      const { terms } = decompose(regular, { irreps });
      for (const { irrep, multiplicity } of terms) {
        const copies = tables.regular.irreps.filter((id) => JSON.stringify(id) === irrep.name);
        expect(multiplicity).toBe(copies.length);
      }
    });
  },
);
