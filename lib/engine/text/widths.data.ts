/**
 * Which characters a terminal shows two columns wide, by Unicode 17: runs as pairs of the distance from the run before
 * and the length less one, in base 36.
 */
export const wideRuns =
  "3cw 2n 3i3 1 e 1 5b 3 4 0 3 0 ei 1 m 1 r 7 h b 18 0 b 5 4 0 e 0 9 1 i 1 6 1 9 0 6 0 m 0 8 1 2 0 5 0 " +
  "3 0 8 0 5 1 t 0 10 0 2 0 5 2 2 0 1q 2 p 0 f 0 nw 1 1g 0 5 0 mj p 2 2g d 5x r 26 3 2d 3 2u 6 16 2 2l " +
  "2 2d a 1b 2 13 9 mkc 4 1i wq s hw 8mb 6l9 e7 lt 9 n y 2 i 2 3 46 2n 3k 6 m4a 4 c 6 a 5p1 16 v 2q 36 " +
  "6pq 3 2 6 2 1 2 82 g 0 u 2 3 0 f 3 9 az 6bp 2e a m 5n2 0 5n 0 5b 0 3 9 24 s e 17 5 8 8 1 f 5 4b w d " +
  "8 2 1x 2 l d 16 5 4 d g 4 0 4 1y 2 0 2 56 3 1q e 3 2 n j 0 r 1 e 0 2f 2c 1d 1x 7 0 4 2 3 3 4 3 c 1 8 " +
  "8 6c b 5 0 7w 1a 2 9 2 54 35 c 4 a 4 1k 2 0 5 f 3 b 5 9 zs 1ekd 3 1ekd";

/** Those that East Asian terminals show wide and others narrow. */
export const ambiguousRuns =
  "4h 0 3 0 3 1 2 0 3 1 2 4 2 4 2 3 7 0 a 0 7 1 6 3 5 0 2 2 2 1 3 0 2 1 4 3 2 0 2 0 3 0 g 0 2 0 8 0 b 1 " +
  "4 0 6 2 5 0 7 3 2 0 4 3 2 0 5 1 j 1 4 0 2r 0 2 0 2 0 2 0 2 0 2 0 2 0 2 0 39 0 g 0 2r 0 3 0 2 2 2 0 3 " +
  "0 8 3 2 0 2 0 x 33 y g 2 6 8 g 2 6 1k 0 f 1r 2 0 5hb 0 3 3 2 1 3 1 3 2 2 3 9 0 2 1 2 0 6 0 3 0 1i 0 " +
  "b 0 2 3 14 0 2f 0 2 0 4 0 a 0 3 0 b 1 4 0 5 0 14 1 7 3 2 b 5 9 g 0 7 9 v 1 p 0 2 0 j 0 p 0 2 1 4 1 3 " +
  "0 4 0 2 0 4 0 5 0 3 3 3 0 2 0 2 5 2 0 6 3 5 1 b 0 4 0 6 0 e 1 3 3 3 1 3 1 j 1 3 1 e 0 4 0 c 0 q 0 2b " +
  "0 9a 3t 2 2o 5 z d f 3 3 b 1 2 6 9 1 3 1 5 1 3 1 5 2 3 0 3 3 h 3 a 0 m 1 3 0 5 1 d 0 2 0 y 0 2 0 u 1 " +
  "2 2 2 3 2 1 2 0 1b 1 w 0 7 7 2 4 2 c 2 0 5 1 2 6 3 0 2 3 2 1 2 1 1q 0 1l 9 rb 3 1db 7 yb5 4xr zl f " +
  "dq 0 1blv a 6 t 3 1l 7 t 2 1 b h gxuc 6n 1e6p 1ekd 3 1ekd";
