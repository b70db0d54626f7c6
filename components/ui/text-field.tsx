import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export const fieldClass =
  "h-8 w-full min-w-0 rounded-control border border-control bg-surface px-2.5 text-ui text-ink placeholder:text-ink-faint " +
  "focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 coarse:h-10 coarse:text-base";

interface TextFieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly id: string;
}

export function TextField({ label, className, ...rest }: TextFieldProps) {
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={rest.id} className="text-small font-medium text-ink-muted">
        {label}
      </label>
      <input autoComplete="off" spellCheck={false} {...rest} className={fieldClass} />
    </div>
  );
}
