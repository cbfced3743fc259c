import { split } from "./split";

/** One bill: somebody paid it, for some people in equal parts. Amounts are whole cents. */
export interface Expense {
  paidBy: string;
  cents: number;
  sharedBy: string[];
}

/** Money that has to change hands. */
export interface Transfer {
  from: string;
  to: string;
  cents: number;
}

/** What everybody is owed (positive) or owes (negative), in cents. The values add up to 0. */
export function balances(expenses: readonly Expense[]): Map<string, number> {
  const balance = new Map<string, number>();
  const add = (name: string, cents: number) => balance.set(name, (balance.get(name) ?? 0) + cents);
  for (const expense of expenses) {
    add(expense.paidBy, expense.cents);
    const parts = split(
      expense.cents,
      expense.sharedBy.map(() => 1),
    );
    expense.sharedBy.forEach((name, index) => add(name, -(parts[index] ?? 0)));
  }
  return balance;
}

/**
 * The transfers that bring every balance to zero: the largest debt pays the largest credit until
 * nothing is left. For n people that takes at most n - 1 transfers.
 */
export function settle(balance: ReadonlyMap<string, number>): Transfer[] {
  const open = [...balance].map(([name, cents]) => ({ name, cents }));
  const transfers: Transfer[] = [];
  for (;;) {
    open.sort((a, b) => b.cents - a.cents || (a.name < b.name ? -1 : 1));
    const creditor = open[0];
    const debtor = open[open.length - 1];
    if (!creditor || !debtor || creditor.cents <= 0) {
      return transfers;
    }
    const cents = Math.min(creditor.cents, -debtor.cents);
    transfers.push({ from: debtor.name, to: creditor.name, cents });
    creditor.cents -= cents;
    debtor.cents += cents;
  }
}
