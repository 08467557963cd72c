// What htmx leaves to us. The pages do all of this without scripts as well; here it goes on in place.

// The keyboard goes on where the new part says so, unless it still stands on something that was there before.
document.addEventListener("htmx:afterSettle", (event) => {
  const here = document.activeElement;
  if (here && here !== document.body) return;
  const part = event.detail.elt.querySelector("[data-here]") || event.detail.elt;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
});

// What was wrong with a form is said beside it, and what was typed stays.
const place = document.getElementById("putus");
function say(form, text) {
  if (text) place.textContent = text;
  form.before(place);
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status < 400 || requestConfig.verb === "get") return;
  const told = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("main [role=alert]");
  event.detail.shouldSwap = false;
  say(requestConfig.elt, told && told.textContent);
});

// The server cannot be reached: the browser says so itself for an address; a form may have been kept or not.
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { requestConfig, pathInfo } = event.detail;
    if (requestConfig.verb === "get") window.location.assign(pathInfo.finalRequestPath);
    else say(requestConfig.elt);
  });
}
