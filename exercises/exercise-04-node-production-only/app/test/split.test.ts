import { split } from "../src/split";

test("gives the spare cent to the first of equals", () => {
  expect(split(1000, [1, 1, 1])).toEqual([334, 333, 333]);
});

test("gives spare cents to the largest remainders", () => {
  expect(split(100, [1, 2, 4])).toEqual([14, 29, 57]);
});

test("always adds up to the amount", () => {
  for (let cents = 0; cents < 500; cents += 7) {
    const parts = split(cents, [3, 5, 7, 11]);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents);
  }
});

test("stays exact where a number would not", () => {
  expect(split(100_000_000_00, [999_999, 1_000_000])).toEqual([4_999_997_500, 5_000_002_500]);
});

test("refuses weights that are all zero", () => {
  expect(() => split(100, [0, 0])).toThrow(RangeError);
});
