export { diffFile, diffLines, hunksOf, splitLines, type DiffHunk, type DiffLine, type FileDiff } from "./diff";
