// Light or dark as the system says; runs before the first paint, so nothing flickers.
(function () {
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function set() { document.documentElement.setAttribute("data-kern-theme", dark.matches ? "dark" : "light"); }
  set();
  dark.addEventListener("change", set);
})();
