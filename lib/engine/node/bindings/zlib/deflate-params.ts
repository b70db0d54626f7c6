import { Z_BLOCK, Z_BUF_ERROR, Z_OK, Z_STREAM_ERROR, zlibDeflate, type ZStream } from "pako";

const DEFAULT_LEVEL = 6;

/** zlib's table: how hard each level searches. The last number tells the three ways of working apart. */
type Level = readonly [good: number, lazy: number, nice: number, chain: number, way: number];
const levels: readonly [Level, ...Level[]] = [
  [0, 0, 0, 0, 0],
  [4, 4, 8, 4, 1],
  [4, 5, 16, 8, 1],
  [4, 6, 32, 32, 1],
  [4, 4, 16, 16, 2],
  [8, 16, 32, 32, 2],
  [8, 16, 128, 128, 2],
  [8, 32, 128, 256, 2],
  [32, 128, 258, 1024, 2],
  [32, 258, 258, 4096, 2],
];

/** The fields of pako's deflate state that `deflateParams` changes. */
interface DeflateState {
  level: number;
  strategy: number;
  matches: number;
  last_flush: number;
  strstart: number;
  block_start: number;
  lookahead: number;
  max_lazy_match: number;
  good_match: number;
  nice_match: number;
  max_chain_length: number;
  head: Uint16Array;
}

/** Writes what is pending with the old level and strategy. */
function finishPending(stream: ZStream, state: DeflateState): number {
  if (zlibDeflate(stream, Z_BLOCK) === Z_STREAM_ERROR) return Z_STREAM_ERROR;
  const hasMore = stream.avail_in > 0 || state.strstart - state.block_start + state.lookahead > 0;
  return hasMore ? Z_BUF_ERROR : Z_OK;
}

/** `deflateParams`, which pako leaves out: what is pending is written with the old level, the rest with the new one. */
export function setDeflateParams(stream: ZStream, wanted: number, strategy: number): number {
  const state = stream.state as DeflateState;
  const level = wanted === -1 ? DEFAULT_LEVEL : wanted;
  const [good, lazy, nice, chain, way] = levels[level] ?? levels[0];
  const changesWay = strategy !== state.strategy || way !== levels[state.level]?.[4];
  const status = changesWay && state.last_flush !== -2 ? finishPending(stream, state) : Z_OK;
  if (status !== Z_OK) return status;
  if (state.level !== level) {
    // A stored block enters nothing in the hash table, so what stands there is stale.
    if (state.level === 0 && state.matches !== 0) {
      state.head.fill(0);
      state.matches = 0;
    }
    Object.assign(state, { level, good_match: good, max_lazy_match: lazy, nice_match: nice, max_chain_length: chain });
  }
  state.strategy = strategy;
  return Z_OK;
}
