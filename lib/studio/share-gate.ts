/**
 * Leads a link with a project in it to the page that opens it, on whichever page of the app it was pasted. Text, since it runs
 * in the document's head before anything else.
 */
export function shareGateScript(): string {
  return `(function(){function lead(){if(/^#(?:[^#]*&)?p=/.test(location.hash)&&!/^\\/(share|embed)(\\/|$)/.test(location.pathname))location.replace("/share"+location.hash)}
lead();addEventListener("hashchange",lead)})()`;
}
