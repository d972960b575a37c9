// What a page of the desk does beyond showing itself: keys, a hint when it is out of date, care for what is being typed.
// Everything works without it, too.
(function () {
  "use strict";
  var main = document.getElementById("inhalt");
  var sending = false;

  // --- What is being typed ---------------------------------------------------------------------------------------

  function isChanged(field) {
    if (field.type === "hidden" || field.disabled) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return field.selectedIndex !== Math.max(0, Array.prototype.findIndex.call(field.options, function (option) { return option.defaultSelected; }));
    return field.value !== field.defaultValue;
  }

  function isWriting() {
    return Array.prototype.some.call(main.querySelectorAll("form[method=post] :is(input, select, textarea)"), isChanged);
  }

  document.addEventListener("submit", function () { sending = true; });
  window.addEventListener("pageshow", function () { sending = false; });
  window.addEventListener("beforeunload", function (event) {
    if (!sending && isWriting()) event.preventDefault();
  });

  // --- Fields that only some answers need ---------------------------------------------------------------------

  // What a hidden field holds is not sent, as if it had never been shown.
  function fit(form) {
    form.querySelectorAll("[data-with]").forEach(function (box) {
      var asked = form.elements[box.dataset.with];
      var fits = Boolean(asked) && !asked.disabled && box.dataset.for.split(",").indexOf(asked.value) >= 0;
      box.hidden = !fits;
      box.querySelectorAll("input, select, textarea").forEach(function (field) { field.disabled = !fits; });
    });
  }

  function fitAll() { Array.prototype.forEach.call(main.querySelectorAll("form"), fit); }

  document.documentElement.classList.add("d-scripted");
  main.addEventListener("change", function (event) { if (event.target.form) fit(event.target.form); });
  window.addEventListener("pageshow", fitAll); // what the browser filled in again counts, too
  fitAll();

  // --- News ----------------------------------------------------------------------------------------------------

  function keepOpen(from, to) {
    from.querySelectorAll("details[id]").forEach(function (one) {
      var same = to.querySelector("#" + CSS.escape(one.id));
      if (same) same.open = one.open;
    });
  }

  // Takes what the server shows now, unless somebody is in the middle of something: then they are told and decide.
  async function refresh() {
    var hint = document.getElementById("neues");
    var focused = document.activeElement;
    if (isWriting() || (focused && main.contains(focused) && focused.matches("input, select, textarea"))) {
      if (hint.firstChild) return;
      var link = document.createElement("a");
      link.href = location.href.split("#")[0];
      link.textContent = hint.dataset.link;
      hint.append((isWriting() ? hint.dataset.kept : hint.dataset.text) + " ", link);
      return;
    }
    var answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (!answer.ok) return;
    var fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("inhalt");
    if (!fresh || isWriting()) return;
    var focus = focused && main.contains(focused) ? focused.id || focused.getAttribute("href") : null;
    keepOpen(main, fresh);
    main.replaceChildren.apply(main, Array.from(fresh.childNodes).map(function (node) { return document.importNode(node, true); }));
    hint.replaceChildren();
    fitAll();
    if (focus) {
      var again = document.getElementById(focus) || main.querySelector("[href=\"" + CSS.escape(focus) + "\"]");
      if (again) again.focus({ preventScroll: true });
    }
  }

  if (main.dataset.live) {
    var waiting = null;
    var ask = function () {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 300); // one step changes several things
    };
    var stream = new EventSource(main.dataset.live);
    stream.addEventListener("changed", ask);
    stream.addEventListener("error", function () {
      // The browser tries again by itself unless it was refused; then we look now and then.
      if (stream.readyState === EventSource.CLOSED) setInterval(function () { if (!document.hidden) refresh(); }, 60000);
    });
  }

  // --- The course of a case: what is wider than the screen begins where the case stands ------------------------

  main.querySelectorAll(".d-course").forEach(function (course) {
    var here = course.querySelector(".d-course__here");
    if (here) course.scrollLeft += here.getBoundingClientRect().left - course.getBoundingClientRect().left - course.clientWidth / 2;
  });

  // --- Keys ----------------------------------------------------------------------------------------------------

  var line = -1;
  var before = "";

  function lines() { return Array.prototype.slice.call(main.querySelectorAll(".d-line, tbody tr")); }

  function goTo(step) {
    var all = lines();
    if (all.length === 0) return;
    line = Math.max(0, Math.min(all.length - 1, line + step));
    var link = all[line].querySelector("a[href]");
    if (link) link.focus();
  }

  function follow(selector) {
    var target = document.querySelector(selector);
    if (!target) return false;
    if (target.matches("input, textarea, h2, section")) { target.setAttribute("tabindex", target.getAttribute("tabindex") || "-1"); target.focus(); target.scrollIntoView({ block: "center" }); }
    else target.click();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      var form = event.target.closest && event.target.closest("form[method=post]");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("button.kern-btn--primary") || undefined); }
      return;
    }
    if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var done = true;
    if (before === "g") {
      var places = { t: "/mein-tag", f: "/faelle", k: "/kalender" };
      done = Boolean(places[key]) && follow(".d-nav a[href=\"" + places[key] + "\"]");
      before = "";
    }
    else if (key === "g") before = "g";
    else if (key === "/") follow("#q");
    else if (key === "n") done = follow(".d-new a");
    else if (key === "j") goTo(1);
    else if (key === "k") goTo(-1);
    else if (key === "e") {
      var at = event.target.closest(".d-line, tbody tr");
      var button = at && at.querySelector(".kern-btn");
      done = Boolean(button);
      if (button) button.click();
    }
    else if (key === "r") done = follow("#ereignis");
    else if (key === "?") location.assign("/tasten");
    else done = false;
    if (done) event.preventDefault();
  });
})();
