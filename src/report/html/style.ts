/** The look of the HTML report; light and dark, no class without a use. */
export const STYLE = `
:root{color-scheme:light dark;
--page:#f4f5f7;--card:#fff;--ink:#1b1e25;--soft:#565d6b;--line:#dcdfe5;--code:#f2f3f6;--link:#0b57b8;
--passed:#17643a;--passed-bg:#d9f1e2;--failed:#a3131c;--failed-bg:#fddcdc;--inconclusive:#754900;--inconclusive-bg:#fbe9bd;
--deviation:#55359a;--deviation-bg:#e7defb;--skipped:#4f5663;--skipped-bg:#e6e8ec}
@media (prefers-color-scheme:dark){:root{
--page:#121419;--card:#1b1e25;--ink:#e9ebf0;--soft:#a9b0bd;--line:#333844;--code:#12151b;--link:#8ab8ff;
--passed:#86e0a8;--passed-bg:#173d27;--failed:#ffaaaa;--failed-bg:#571c21;--inconclusive:#f7d27f;--inconclusive-bg:#47360c;
--deviation:#cfbcff;--deviation-bg:#352a5e;--skipped:#bcc2cd;--skipped-bg:#2c313b}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:12px;background:var(--card);padding:8px 14px;z-index:9}
.wide{max-width:1240px;margin:0 auto;padding:0 24px}
header{background:var(--card);border-bottom:1px solid var(--line);border-top:6px solid var(--tone)}
header .wide{padding-top:28px;padding-bottom:20px}
.brand{margin:0;color:var(--soft);font-size:13px;letter-spacing:.04em}
h1{margin:4px 0 2px;font-size:38px;line-height:1.15;letter-spacing:-.02em;color:var(--tone)}
h2{margin:0 0 14px;font-size:20px;letter-spacing:-.01em}
h3{margin:20px 0 8px;font-size:16px}
.lead{margin:0 0 18px;font-size:17px}
.v-conformant{--tone:var(--passed)}.v-partial,.v-inconclusive{--tone:var(--inconclusive)}.v-non-conformant{--tone:var(--failed)}
.facts{display:flex;flex-wrap:wrap;gap:10px 32px;margin:0}
.facts dt{color:var(--soft);font-size:12px}.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
nav{background:var(--card);border-bottom:1px solid var(--line)}
nav .wide{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;margin:0 auto;padding-top:9px;padding-bottom:9px}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px;margin:20px 0;scroll-margin-top:10px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:0 0 18px;padding:0;list-style:none}
.tiles li{border-radius:10px;padding:12px 14px;background:var(--bg);color:var(--fg)}
.tiles b{display:block;font-size:28px;line-height:1.15}
.bar{display:block;width:100%;height:16px;border-radius:8px;margin:0 0 18px}
.o-passed{--fg:var(--passed);--bg:var(--passed-bg)}.o-failed{--fg:var(--failed);--bg:var(--failed-bg)}
.o-inconclusive{--fg:var(--inconclusive);--bg:var(--inconclusive-bg)}.o-deviation{--fg:var(--deviation);--bg:var(--deviation-bg)}
.o-skipped{--fg:var(--skipped);--bg:var(--skipped-bg)}
rect{fill:var(--fg)}
.tag{display:inline-block;white-space:nowrap;border-radius:6px;padding:1px 8px;background:var(--bg);color:var(--fg);font-size:13px;font-weight:600}
.tag::before{margin-right:5px}.tag.o-passed::before{content:"✓"}.tag.o-failed::before{content:"✗"}.tag.o-inconclusive::before{content:"?"}
.tag.o-deviation::before{content:"≈"}.tag.o-skipped::before{content:"–"}
.level{display:inline-block;border:1px solid var(--line);border-radius:6px;padding:0 7px;font-size:12px;font-weight:700;letter-spacing:.03em}
.soft{color:var(--soft)}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:600}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-size:13px}
.number{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;position:relative}
.matrix{width:auto;border-collapse:separate;border-spacing:2px;font-size:13px}
.matrix th,.matrix td{border:0;padding:0}
.matrix thead th.op{padding-top:8px;vertical-align:bottom;color:var(--ink);font-weight:500}
.matrix .op span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block;padding:2px;white-space:nowrap}
.matrix .area{padding:2px 4px;border-bottom:3px solid var(--soft);text-align:center;vertical-align:bottom}
.matrix .slim{padding:2px 0}.matrix .slim span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
.matrix tbody th{vertical-align:middle;padding-right:12px;white-space:nowrap;font-weight:500;position:sticky;left:0;background:var(--card)}
.matrix td{width:26px;min-width:26px;height:24px;text-align:center;vertical-align:middle;border-radius:5px;background:var(--bg,transparent);color:var(--fg);font-weight:700;line-height:24px}
.key{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 14px;padding:0;list-style:none}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.matrix td{position:relative}
.finding{border:1px solid var(--line);border-left:5px solid var(--fg);border-radius:10px;padding:14px 18px;margin:14px 0;scroll-margin-top:10px}
.finding h3{margin:0 0 6px}
.finding p{margin:6px 0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
code{overflow-wrap:anywhere}
pre{background:var(--code);border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin:8px 0;overflow:auto;max-height:420px;white-space:pre-wrap;overflow-wrap:anywhere}
article{overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--link);overflow-wrap:anywhere}
details{margin:6px 0}
.caption{margin:10px 0 -4px;font-size:12px;font-weight:600;color:var(--soft)}
.filters{display:flex;flex-wrap:wrap;gap:12px;align-items:end;margin:0 0 14px}
.filters label{display:grid;gap:3px;font-size:13px;color:var(--soft)}
.filters select,.filters input,.filters button{font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:7px;padding:0 9px;height:36px;max-width:230px}
.checks{table-layout:fixed}
.checks .c-status{width:148px}.checks .c-level{width:84px}.checks .c-subject{width:190px}
.checks td{overflow-wrap:anywhere}
.checks thead th{position:sticky;top:0;background:var(--card);box-shadow:0 1px 0 var(--line)}
footer{color:var(--soft);font-size:13px;padding:8px 0 36px}
@media (max-width:820px){.wide{padding:0 14px}section{padding:16px 14px}h1{font-size:30px}.checks{min-width:760px}.narrow{overflow-x:auto;position:relative}}
@media print{nav,.filters{display:none}section{border:0;padding:0}pre{max-height:none}}
`;
