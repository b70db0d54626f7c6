"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "../ui/button";
import { useSharingStrings } from "../reading/use-sharing-strings";

interface CopyButtonProps extends Pick<ButtonProps, "look" | "size" | "disabled"> {
  readonly text: string;
  readonly label: string;
}

/** Copies, and says that it did. */
export function CopyButton({ text, label, ...rest }: CopyButtonProps) {
  const { link } = useSharingStrings();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button {...rest} onClick={() => void copy()}>
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span aria-live="polite">{copied ? link.copied : label}</span>
    </Button>
  );
}
