import { balances, settle } from "../src/settle";

const trip = [
  { paidBy: "Ada", cents: 9000, sharedBy: ["Ada", "Ben", "Cem"] },
  { paidBy: "Ben", cents: 3000, sharedBy: ["Ben", "Cem"] },
];

test("balances add up to zero", () => {
  const balance = balances(trip);
  expect(Object.fromEntries(balance)).toEqual({ Ada: 6000, Ben: -1500, Cem: -4500 });
});

test("the largest debt pays first", () => {
  expect(settle(balances(trip))).toEqual([
    { from: "Cem", to: "Ada", cents: 4500 },
    { from: "Ben", to: "Ada", cents: 1500 },
  ]);
});

test("nobody pays when all is even", () => {
  expect(settle(balances([{ paidBy: "Ada", cents: 500, sharedBy: ["Ada"] }]))).toEqual([]);
});
