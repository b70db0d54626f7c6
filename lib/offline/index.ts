export { offlineScript, takeOver } from "./messages";
export { anyProject, type OfflineList } from "./offline-list";
