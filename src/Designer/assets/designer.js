// The host of Elsa Studio: puts its element on the page, leads its links to our pages, and stands between it and the server where it could not bear the answer.
(() => {
    "use strict";
    const api = location.origin + "/elsa/api";
    const place = document.getElementById("studio");
    const bar = document.querySelector(".iq-bar");
    const german = document.documentElement.lang === "de";
    localStorage.setItem("BlazorCulture", german ? "de-DE" : "en-US");

    // Studio's links know another host.
    const leads = url => {
        const path = new URL(url, document.baseURI).pathname;
        const edit = /\/workflows\/definitions\/([^/]+)\/edit$/.exec(path);
        if (edit) return "/designer/workflows/" + edit[1];
        const view = /\/workflows\/instances\/([^/]+)\/view$/.exec(path);
        if (view) return "/designer/instances/" + view[1];
        return null;
    };
    for (const name of ["pushState", "replaceState"]) {
        const original = history[name].bind(history);
        history[name] = (state, unused, url) => {
            const ours = url == null ? null : leads(url);
            if (ours) location.assign(ours); else original(state, unused, url);
        };
    }
    document.addEventListener("click", event => {
        const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
        const ours = link ? leads(link.href) : null;
        if (ours) { event.preventDefault(); event.stopPropagation(); location.assign(ours); }
    }, true);

    const show = (template, handlers, sentence) => {
        bar.replaceChildren(document.getElementById(template).content.cloneNode(true));
        if (sentence) bar.querySelector("p").textContent = sentence;
        for (const button of bar.querySelectorAll("[data-do]"))
            button.addEventListener("click", () => { bar.hidden = true; handlers[button.dataset.do]?.(); });
        bar.hidden = false;
    };

    // The sign-in ended: everything waits until there is a new one, and nothing that was drawn is lost meanwhile.
    const plain = window.fetch.bind(window);
    const dialog = document.getElementById("iq-sign-in");
    let renewal = null;
    const renewed = () => renewal ??= new Promise(resolve => {
        dialog.showModal();
        dialog.addEventListener("cancel", event => event.preventDefault());
        const look = async () => {
            try {
                if ((await plain(api + "/package/version")).ok) {
                    clearInterval(timer);
                    window.removeEventListener("focus", look);
                    dialog.close();
                    renewal = null;
                    resolve();
                }
            } catch { /* the server is away; it is asked again */ }
        };
        const timer = setInterval(look, 3000);
        window.addEventListener("focus", look);
    });

    const unsaved = "iq-unsaved";
    const keep = body => { try { localStorage.setItem(unsaved, body); } catch { /* no room: the server keeps what it got */ } };
    const textOf = body => typeof body === "string" ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : null;

    const sentenceOf = async answer => {
        try {
            const problem = await answer.clone().json();
            return problem.errors?.generalErrors?.join(" ") || problem.message || answer.statusText;
        } catch { return answer.statusText; }
    };

    // What Studio asks for without expecting a refusal; it would break down.
    const harmless = (method, path) => {
        if (method === "DELETE") return new Response(null, { status: 204 });
        if (path.endsWith("/execute") || path.includes("/revert/") || path.endsWith("/publish") || path.startsWith("/tests/")) return null;
        return null;
    };

    window.fetch = async (input, init) => {
        const url = new URL(typeof input === "string" ? input : input.url ?? String(input), document.baseURI);
        if (!url.href.startsWith(api + "/")) return plain(input, init);
        const method = (init?.method ?? input.method ?? "GET").toUpperCase();
        const path = url.pathname.slice("/elsa/api".length);
        const isSave = method === "POST" && path === "/workflow-definitions";
        const kept = init?.body instanceof Uint8Array ? { ...init, body: init.body.slice() } : init;
        const text = isSave ? textOf(kept?.body) : null;
        if (text) keep(text);
        for (;;) {
            const answer = await plain(input, kept);
            if (answer.status === 401) { await renewed(); continue; }
            if (text && (answer.ok || answer.status === 400)) localStorage.removeItem(unsaved); // the server has it, saved or kept
            if (answer.status === 400 && !isSave) {
                const instead = harmless(method, path);
                if (instead) { show("iq-refused", {}, await sentenceOf(answer)); return instead; }
            }
            return answer;
        }
    };

    const left = localStorage.getItem(unsaved);
    if (left) {
        show("iq-unsaved", {
            send: async () => {
                const answer = await window.fetch(api + "/workflow-definitions", { method: "POST", headers: { "Content-Type": "application/json" }, body: left });
                if (answer.ok) location.reload(); else show("iq-refused", {}, await sentenceOf(answer));
            },
            drop: () => localStorage.removeItem(unsaved),
        });
    }

    const element = document.createElement(place.dataset.element);
    element.setAttribute("remote-endpoint", api);
    if (place.dataset.idAttribute) element.setAttribute(place.dataset.idAttribute, place.dataset.id);
    place.replaceChildren(element);
    // What is set before Blazor knows the element is lost.
    customElements.whenDefined(place.dataset.element).then(() => {
        element.editWorkflowDefinition = id => location.assign("/designer/workflows/" + encodeURIComponent(id));
        element.viewWorkflowInstance = id => location.assign("/designer/instances/" + encodeURIComponent(id));
    });
})();
