"""Scripts, styles and slots that stand on every page and say nothing to a reader."""

GTM = """<script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});
var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;j.src='https://gtm.example/gtm.js?id='+i;
f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','GTM-XXXX');</script>
<noscript><iframe src="https://gtm.example/ns.html" height="0" width="0" style="display:none"></iframe></noscript>"""

STYLE = """<style>.sr-only{position:absolute;left:-9999px}.ads{min-height:250px;text-align:center}
@media(max-width:640px){.sidebar{display:none}}h1{font:700 32px/1.2 Merriweather,serif}</style>"""

SLOT = """<div class="ads ads-inarticle" id="div-gpt-ad-{n}"><script>googletag.cmd.push(function(){{
googletag.display('div-gpt-ad-{n}');}});</script></div>"""

WIDGET = """<div id="taboola-below-article"></div><script type="text/javascript">window._taboola=window._taboola||[];
_taboola.push({mode:'thumbnails-a',container:'taboola-below-article',placement:'Below Article'});</script>"""

COUNTER = """<script>var hit={"id":88123,"kanal":"daerah","pesan":"<p>Berita lain: pasar murah dibuka besok pagi.</p>"};
document.write("<scr"+"ipt src='https://hit.example/c.js'></scr"+"ipt>");</script>"""

ICONS = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><path d="M0 0h16v16H0z"/></svg>'


def slot(number: int) -> str:
    """Return an empty slot for an advertisement, with its script."""
    return SLOT.format(n=number)
