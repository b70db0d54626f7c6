/** Files that end up as a page. */
export const pages = /\.(?:html?|jsx?|tsx?|mjs|vue|svelte|php|ejs|hbs|astro)$/i;

export const asksForPassword = /type\s*[=:]\s*\\?["'{`]*password|autocomplete\s*=\s*["']current-password/i;
export const asksForCard = /cc-(?:number|csc|exp)|card[\s_-]?number|\b(?:cvv|cvc2?|iban)\b/i;

const word = (name: string): RegExp => new RegExp(`(?:^|[^a-z])${name}(?:[^a-z]|$)`, "i");

/** Names whose sign-in pages are imitated most. Words that mean something else too count only with what makes them plain. */
export const brands: readonly { readonly name: string; readonly expression: RegExp }[] = [
  { name: "Google", expression: /sign in (?:to|with) (?:your )?google|google account|gmail/i },
  { name: "Microsoft", expression: /microsoft (?:account|365)|office ?365|outlook|onedrive/i },
  { name: "Apple", expression: /apple ?id|icloud/i },
  { name: "Amazon", expression: word("amazon") },
  { name: "PayPal", expression: word("paypal") },
  { name: "Facebook", expression: word("facebook") },
  { name: "Instagram", expression: word("instagram") },
  { name: "WhatsApp", expression: word("whatsapp") },
  { name: "Netflix", expression: word("netflix") },
  { name: "GitHub", expression: /sign in to github|github (?:account|password)/i },
  { name: "LinkedIn", expression: word("linkedin") },
  { name: "Steam", expression: /steam ?(?:guard|community|account)/i },
  { name: "Discord", expression: /discord ?(?:nitro|account)/i },
  { name: "Binance", expression: word("binance") },
  { name: "Coinbase", expression: word("coinbase") },
  { name: "MetaMask", expression: /metamask|seed phrase/i },
  { name: "DHL", expression: word("dhl") },
  { name: "Sparkasse", expression: word("sparkasse") },
  { name: "Volksbank", expression: word("volksbank") },
  { name: "Chase", expression: /chase (?:bank|online)/i },
  { name: "Wells Fargo", expression: /wells ?fargo/i },
  { name: "Visa", expression: /verified by visa|visa card/i },
];
