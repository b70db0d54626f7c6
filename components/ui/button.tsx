import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const looks = {
  primary: "bg-ember text-on-ember font-medium hover:bg-ember-hover",
  secondary: "bg-raised text-ink border border-line-strong hover:bg-hover",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink",
  danger: "text-bad border border-line-strong bg-raised hover:bg-hover",
} as const;

const sizes = {
  small: "h-7 px-2.5 text-ui gap-1.5",
  medium: "h-8 px-3 text-ui gap-2",
  large: "h-10 px-4 text-body gap-2",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
}

const shape =
  "inline-flex shrink-0 items-center justify-center rounded-control whitespace-nowrap select-none transition-colors " +
  "disabled:pointer-events-none disabled:opacity-50 coarse:min-h-10";

/** What a button looks like, for a link that acts as one. */
export const buttonClass = (look: keyof typeof looks = "secondary", size: keyof typeof sizes = "small"): string =>
  classNames(shape, looks[look], sizes[size]);

export function Button({ look, size, className, type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classNames(buttonClass(look, size), className)} />;
}
