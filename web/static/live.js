// What htmx leaves to us. The pages do all of this without scripts as well; here it goes on in place.

// The keyboard goes on where the new part says so, unless it still stands on something that was there before.
document.addEventListener("htmx:afterSettle", (event) => {
  const here = document.activeElement;
  if (here && here !== document.body) return;
  const part = event.detail.elt.querySelector("[data-here]") || event.detail.elt;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
});

// The server cannot be reached: the browser says so itself for an address, a message for a form that was to be sent.
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { requestConfig, pathInfo } = event.detail;
    if (requestConfig.verb === "get") window.location.assign(pathInfo.finalRequestPath);
    else document.getElementById("putus").hidden = false;
  });
}
