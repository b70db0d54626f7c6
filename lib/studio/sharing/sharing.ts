import { createReplay } from "@/lib/agent";
import { readShareAddress, readView, secretId, usualChoice, writeShareAddress } from "@/lib/sharing";
import { collectShare } from "./collect-share";
import { forkShared } from "./fork-shared";
import { linkLengths, makeShare, shareLink } from "./make-share";
import { openShared, workOf } from "./open-shared";
import { readProvenance } from "./provenance";
import { filesOfReplay } from "./replay-files";
import { listOwnShares } from "./own-shares";
import {
  countFork,
  makeShortLink,
  openShort,
  readShortLink,
  removeShortLink,
  reportShort,
  updateShortLink,
} from "./short-links";
import { openVisit } from "./visit";

/** All of sharing, which comes with the first dialog or shared page. */
export const sharing = {
  collectShare,
  makeShare,
  shareLink,
  linkLengths,
  secretId,
  usualChoice,
  openShared,
  workOf,
  openVisit,
  openShort,
  countFork,
  makeShortLink,
  readShortLink,
  removeShortLink,
  reportShort,
  updateShortLink,
  listOwnShares,
  forkShared,
  createReplay,
  filesOfReplay,
  readShareAddress,
  readView,
  writeShareAddress,
  readProvenance,
};

export type Sharing = typeof sharing;
