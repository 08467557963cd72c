# %% [markdown]
# # Attention over time, without being fooled by added newsrooms
#
# Opens as a notebook in Jupyter (with Jupytext) and in VS Code; runs as a plain script as well. It needs `httpx`, which
# Pantau brings, and a running `pantau run` or `pantau web`.

# %%
import os
from collections import Counter
from datetime import date

from pantau.client import Archive

archive = Archive(os.environ.get("PANTAU_ADDRESS", "http://127.0.0.1:8384"), token=os.environ.get("PANTAU_TOKEN"))
query = "netral jenis:(kasus OR lanjutan)"

# %% [markdown]
# ## How much is there, and of what
# `basis` says whether the figures were counted one by one.

# %%
found = archive.count(query)
print(f"{found.total} articles ({found.basis})")
for province, articles in found.facets["province"].items():
    print(f"  {province}: {articles}")

# %% [markdown]
# ## Cases by month
# A newsroom added in March brings cases that were there in February too. `steady` counts only what newsrooms tell that
# were read from the first month on: that line may be compared.

# %%
figures = archive.figures(since=date(2024, 1, 1))
for month in figures.months:
    print(f"{month.month}  {'#' * month.steady}{'.' * (month.cases - month.steady)}  {month.newsrooms} newsrooms")

# %% [markdown]
# ## Who tells of the gravest cases
# Lists go on by themselves to the last page.

# %%
grave = [case for case in archive.cases() if case.level in {"Kritis", "Tinggi"}]
print(f"{len(grave)} grave cases, {sum(case.sources for case in grave)} newsrooms among them")
print(Counter(act for case in grave for act in case.acts).most_common(5))

# %% [markdown]
# ## Take it along
# Facts, codes and offsets, no texts and no names: what may be published. `package` comes with codebook, data statement
# and the ledger of what was looked at when.

# %%
archive.export(query, "netralitas.csv", format="csv")
archive.export(query, "netralitas.zip", format="package")
for article in archive.articles(query, limit=5):
    print(article.day, article.outlet_name, article.title, article.case or "")
