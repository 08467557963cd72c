"""Program text that got into the page's text: injected scripts, loaders of hostile hosts, style rules, spun links."""

from pipeline.page.cleaning.rule import rule

RULES = (
    rule("script", "line", r"\(\s*function\s*\(|function\s*\w*\s*\([\w\s,]*\)\s*\{|=>\s*\{|\b(?:window|document)\s*(?:\.|\[|,\s*document)\s*[\w'\"]+|\.(?:push|appendChild|insertBefore|createElement|addEventListener)\s*\(", 200_000),
    rule("script", "line", r"^\s*(?:var|let|const)\s+\w+\s*=|^\s*(?:googletag|gtag|fbq|ga|dataLayer|adsbygoogle|_taboola|eval)\b\s*[.(=]|\badsbygoogle\b", 200_000),
    rule("script", "line", r"^\s*(?:[.#@][\w-]+(?:[\s,>+~:.#]+[\w()-]+)*|body|html|img|div|p|a)\s*\{[^{}]*[:;][^{}]*\}", 20_000),
    rule("script", "line", r"^\W*(?:https?://\S+|//\S+\.js\S*)\W*$", 400),
    rule("script", "line", r"^\W*(?:null|undefined|NaN|\[object Object\]|\{\{.*\}\})\W*$", 80),
    rule("script", "line", r"^\W*-?\s*(?:showPaywall|isSubscriber|isPaid)\s*:|^\W*-\s*(?:true|false)\W*$", 60),
    rule("shortcode", "inline", r"\[/?(?:caption|gallery|embed|adrotate|ads?|quads|vc_\w+|et_pb_\w+|su_\w+|video|audio|playlist|irp|the_ad)\b[^\]\n]{0,200}\]"),
)  # fmt: skip
