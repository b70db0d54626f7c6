export const hint = `Use jq --help for help with command-line options,
or see the jq manpage, or online docs  at https://stedolan.github.io/jq
`;

export const help = `Usage:	jq [options] <jq filter> [file...]
	jq [options] --args <jq filter> [strings...]
	jq [options] --jsonargs <jq filter> [JSON_TEXTS...]

Reads JSON texts, runs the filter on each and prints what it answers.

  -c               everything of a value on one line
  -n               run the filter once, on null
  -e               let the exit code tell of the last answer: 1 for false and null, 4 for none
  -s               read all texts into one array
  -r               print strings as they are, without quotes
  -j               like -r, without an end of line
  -a               print signs beyond ASCII as escapes
  -R               take each line as a string
  -C, -M           with colours, without them
  -S               sort the keys of objects
  --tab            indent with tabs
  --indent n       indent with n blanks
  --stream         read each text as paths and leaves
  --seq            begin each answer with a record separator
  -f file          read the filter from a file
  --arg a v        set $a to the string v
  --argjson a v    set $a to the JSON text v
  --slurpfile a f  set $a to an array of the JSON texts in the file f
  --rawfile a f    set $a to the text of the file f
  --args           the other words are strings, $ARGS.positional
  --jsonargs       the other words are JSON texts, $ARGS.positional
`;
