"""The episode day by day: what was shut and what opened, who waited, who left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.report.chart import Chart
from sapar.report.day_charts import days_chart
from sapar.report.episode_events import NumberedEvent, numbered_events, timeline_chart
from sapar.report.language import first_day, last_day
from sapar.report.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """The charts of one episode."""

    title: str
    """What happened, in the study's words."""
    events: tuple[NumberedEvent, ...]
    """What the numbers in the charts mean."""
    charts: tuple[Chart, ...]
    """The timeline first, then who waited and who left."""


def episode_charts(view: View) -> Episode | None:
    """The episode that the tables name; nothing where they name none."""
    episode = view.edition.episode
    if not episode or "day" not in view.dataset.dims:
        return None
    first, last = first_day(str(episode["from"])), last_day(str(episode["until"]))
    days = view.dataset.sel(day=slice(np.datetime64(first), np.datetime64(last)))
    if days.sizes["day"] == 0:
        return None
    events = numbered_events(view, first, last)
    charts = [timeline_chart(view, events, first, last)] if events else []
    for where in days["where"].values if "stranded" in days else ():
        waiting = days["stranded"].sel(where=where).sum("citizenship")
        charts.append(days_chart(view, f"waiting-{where}", waiting, events, bars=False))
    if "camp_boarded" in days:
        charts.append(
            days_chart(view, "boarded", days["camp_boarded"].sum(["camp", "citizenship"]), events, bars=True)
        )
    return Episode(title=view.language.choose(episode.get("title")), events=events, charts=tuple(charts))
