import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "main.py": `import sys

from primes import primes

print(f"Python {sys.version.split()[0]}")
print("The first twenty primes:")
print(*(prime for prime, _ in zip(primes(), range(20))))
`,
  "primes.py": `from collections.abc import Iterator


def primes() -> Iterator[int]:
    """All primes, smallest first: each number crosses out the multiples of the primes that it is due for."""
    due: dict[int, list[int]] = {}
    number = 2
    while True:
        for prime in due.pop(number, [number]):
            if prime == number:
                yield number
                due.setdefault(number * number, []).append(number)
            else:
                due.setdefault(number + prime, []).append(prime)
        number += 1
`,
  "README.md": `# Python

\`python main.py\` runs the program in this tab.
`,
};
