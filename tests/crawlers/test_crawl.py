def test_a_feed_leads_to_its_articles(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "/a": lab.article("satu"), "/b": lab.article("dua")}
    (report,), pages, state = lab.run(lab.outlet(site))
    print(report)
    assert report.outcome == "ok"
    assert report.states == {"kept": 2}
    assert sorted(p.body for p in pages) == sorted([lab.article("satu"), lab.article("dua")])
    assert pages[0].entry.title.startswith("Judul")
