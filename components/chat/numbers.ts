export const shortNumber = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Dollars without their sign; small amounts with what makes them more than nothing. */
export const dollars = (amount: number): string => amount.toFixed(amount < 0.1 ? 4 : 2);
