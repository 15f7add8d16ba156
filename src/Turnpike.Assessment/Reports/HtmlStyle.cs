namespace Turnpike.Assessment.Reports;

internal static class HtmlStyle
{
    /// <summary>The page's colours and measures are those of the other pages.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--canvas:light-dark(#f6f7f9,#0d1117);--surface:light-dark(#fff,#151b23);--line:light-dark(#e2e6ec,#29323e);--text:light-dark(#171d28,#e8ecf2);--soft:light-dark(#4c5769,#a9b4c3);--accent:light-dark(#2f55d4,#8fabff);--pass:light-dark(#16703c,#5fd48b);--pass-wash:light-dark(#e5f6ec,#10301f);--fail:light-dark(#b8202e,#ff8f94);--fail-wash:light-dark(#fdecee,#3c1519);--warn:light-dark(#8a5200,#f3bd60);--warn-wash:light-dark(#fdf3df,#36270c);--unknown:light-dark(#6a3fb5,#c3a5ff);--unknown-wash:light-dark(#f3edfd,#291d42)}
        *{box-sizing:border-box}
        body{margin:0;background:var(--canvas);color:var(--text);font:.875rem/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:64rem;margin:0 auto;padding:1.5rem 1rem}
        header{padding-top:2.5rem}footer,.soft{color:var(--soft)}
        .kicker{margin:0;color:var(--accent);font-weight:600}
        h1{margin:0 0 .5rem;font-size:1.625rem;line-height:1.25}h2{margin:0 0 .5rem;font-size:1.25rem;line-height:1.25}h3{margin:1rem 0 .25rem;font-size:1rem;line-height:1.35}
        p{margin:.25rem 0}.lead{font-size:1rem}a{color:var(--accent)}
        section{margin:0 0 1rem;padding:1.25rem;background:var(--surface);border:1px solid var(--line);border-radius:12px}
        ul,ol{padding-left:1.25rem;margin:.5rem 0}
        .overview{list-style:none;padding:0;margin:0 0 1rem;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}
        .overview a{display:grid;grid-template-columns:1fr auto;gap:0 .5rem;height:100%;padding:.75rem;background:var(--surface);border:1px solid var(--line);border-radius:7px;color:inherit;text-decoration:none}
        .overview a:hover,.overview a:focus-visible{border-color:var(--accent)}
        .overview .name{font-weight:600}.overview .counts{grid-column:1/-1;color:var(--soft);font-size:.8125rem}
        .grade,.severity{display:inline-block;padding:0 .5rem;border-radius:999px;font-size:.75rem;font-weight:600;line-height:1.5rem;vertical-align:middle;align-self:start;white-space:nowrap}
        .severity{margin-right:.25rem}
        .good{color:var(--pass);background:var(--pass-wash)}.fair,.medium{color:var(--warn);background:var(--warn-wash)}.poor,.critical,.high{color:var(--fail);background:var(--fail-wash)}.unknown{color:var(--unknown);background:var(--unknown-wash)}.low{color:var(--soft);border:1px solid var(--line)}
        .risks{list-style:none;padding:0;counter-reset:risk}.risks>li{counter-increment:risk;padding:1rem 0;border-top:1px solid var(--line)}.risks>li:first-child{border-top:0}
        .risks h3{margin:0}.risks h3::before{content:counter(risk) ". ";color:var(--soft)}.score{font-variant-numeric:tabular-nums;color:var(--fail)}
        .bar{display:block;width:100%;height:.375rem;margin:.375rem 0;border-radius:999px}.bar .whole{fill:var(--line)}.bar .part{fill:var(--fail)}
        dl{margin:.5rem 0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}dt{font-weight:600}dd{margin:0;color:var(--soft)}
        .first{padding:.375rem .75rem;border-left:3px solid var(--accent)}.first strong{color:var(--accent)}
        .lines{list-style:none;padding:0}.lines>li{padding:.75rem 0;border-top:1px solid var(--line)}
        .evidence{margin:.25rem 0}code{font:.8125rem/1.5 "JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        summary{cursor:pointer;color:var(--accent)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.8125rem}
        th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;border-top:1px solid var(--line)}thead th{border-top:0;color:var(--soft);font-weight:600;white-space:nowrap}tbody th{font-weight:500}
        th,td{overflow-wrap:break-word}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:1.5rem}
        .note{margin:.75rem 0 0;padding:.75rem 1rem;background:var(--unknown-wash);border-radius:7px}.note h3{margin:0;color:var(--unknown)}
        @media(max-width:30rem){section{padding:1rem .75rem;border-radius:7px}}
        @media print{:root{color-scheme:light}@page{margin:16mm 14mm}body{background:none;font-size:9.5pt}header,main,footer{max-width:none;padding:0}section{border:0;padding:0;margin:0 0 8mm;border-radius:0}h2,h3,thead{break-after:avoid}article,.lines>li,tr,.overview li{break-inside:avoid}.wide{overflow:visible}td{overflow-wrap:anywhere}thead th{white-space:normal}a{color:inherit;text-decoration:none}details::details-content{content-visibility:visible;block-size:auto;opacity:1}.grade,.severity,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
