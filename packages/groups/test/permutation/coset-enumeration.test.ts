import { ArgumentError } from "@erlangen/numerics";
import { cosetAction, Permutation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";

const triangle = (p: number, q: number, r: number): readonly string[] => [
  `a^${p}`,
  `b^${q}`,
  `(a b)^${r}`,
];

describe("cosetAction", () => {
  it.each([
    ["the tetrahedral group", triangle(2, 3, 3), 12],
    ["the octahedral group", triangle(2, 3, 4), 24],
    ["the icosahedral group", triangle(2, 3, 5), 60],
    ["the dihedral group of order 14", triangle(2, 2, 7), 14],
    ["the quaternion group", ["a^4", "b^2 = a^2", "b a b^-1 = a^-1"], 8],
    ["PSL(2, 7)", [...triangle(2, 3, 7), "[a, b]^4"], 168],
    ["PSL(2, 11)", ["a^2", "b^3", "(a*b)^11", "[a, b a b a b]^2"], 660],
    ["the trivial group, in disguise", ["a b a^-1 = b^2", "b a b^-1 = a^2"], 1],
  ])("finds the regular representation of %s", (_, relators, order) => {
    const group = cosetAction({ generators: ["a", "b"], relators });
    expect(group.degree).toBe(order);
    expect(group.order).toBe(BigInt(order));
  });

  it("finds the points on which a subgroup's cosets are permuted, and keeps products", () => {
    // Coxeter's presentation of S_5; the first three swaps generate S_4.
    const generators = ["s1", "s2", "s3", "s4"];
    const relators = generators.flatMap((s, i) =>
      generators.slice(i).map((t, d) => `(${s} ${t})^${[1, 3][d] ?? 2}`),
    );
    const group = cosetAction({ generators, relators, subgroup: ["s1", "s2", "s3"] });
    expect(group.degree).toBe(5);
    expect(group.order).toBe(120n);
    const [s1, s2, s3, s4] = group.generators;
    expect(s1.compose(s2).power(3).isIdentity).toBe(true);
    expect(s1.compose(s3).power(2).isIdentity).toBe(true);
    expect(group.orbit(0).length).toBe(5);
    for (const s of [s1, s2, s3]) expect(s.apply(0)).toBe(0);
    expect(s4.apply(0)).not.toBe(0);
  });

  it("sends a product to the product of the images", () => {
    const relators = ["a^3", "b^2", "a b = b a^-1", "c = a b"];
    const [a, b, c] = cosetAction({ generators: ["a", "b", "c"], relators }).generators;
    expect(c.equals(a.compose(b))).toBe(true);
    expect(c.equals(b.compose(a))).toBe(false);
  });

  it("knows a group without generators", () => {
    expect(cosetAction({ generators: [], relators: [] }).order).toBe(1n);
    expect(
      cosetAction({ generators: ["a"], relators: ["a^6"], subgroup: ["a^2"] }).generators[0].equals(
        Permutation.fromCycles("(1 2)", 2),
      ),
    ).toBe(true);
  });

  it.each([
    [["a^x"], 'expected an integer at character 3 of "a^x", got "x"'],
    [["(a b"], 'expected ")" at character 5 of "(a b", got the end'],
    [["a c"], 'expected a generator (a, b), "(" or "[" at character 3 of "a c", got "c"'],
    [["a) b"], 'expected the end at character 2 of "a) b"'],
    [["a^999999"], "expected a word of at most 100000 letters"],
  ])("refuses the relators %j", (relators, message) => {
    expect(() => cosetAction({ generators: ["a", "b"], relators })).toThrow(message);
  });

  it("gives up on infinite groups, and says what may help", () => {
    const free = { generators: ["a", "b"], relators: ["a^2"], mostCosets: 1000 };
    expect(() => cosetAction(free)).toThrow(ArgumentError);
    expect(() => cosetAction(free)).toThrow("the index may be infinite");
    expect(() => cosetAction({ generators: ["1"], relators: [] })).toThrow(
      "expected names of generators",
    );
  });
});
