"""Every picture of a report, made in one place for pages, notebooks and images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sapar.report.assistance_charts import assistance_charts
from sapar.report.chart import Chart
from sapar.report.check_chart import check_chart
from sapar.report.episode_charts import Episode, episode_charts
from sapar.report.exposure_charts import exposure_charts
from sapar.report.flow_charts import flow_charts
from sapar.report.map_chart import map_chart
from sapar.report.money_charts import MoneyCharts, money_charts
from sapar.report.sensitivity_section import sensitivity_chart
from sapar.report.stock_charts import HostCharts, stock_charts
from sapar.report.validation_section import holdouts_chart
from sapar.report.view import View
from sapar.report.wait_chart import wait_chart

__all__ = ["PageCharts", "flow_charts", "page_charts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCharts:
    """The charts of one page; what the tables cannot show is left out."""

    flow_map: Chart | None
    """Who moved where."""
    stocks: tuple[HostCharts, ...]
    """People of each citizenship in each host over time."""
    exposure: tuple[Chart, ...]
    """Legal exposure over time."""
    money: tuple[MoneyCharts, ...]
    """What households receive, debts, fear."""
    assistance: tuple[Chart, ...]
    """Help: pay recovered, victims identified, members, cases that wait, aid."""
    episode: Episode | None
    """The episode day by day."""
    wait: Chart | None
    """How long people waited in camps."""
    check: Chart | None
    """The model beside the evidence."""
    holdouts: Chart | None
    """The model beside what it had not seen."""
    sensitivity: Chart | None
    """What moves the answers."""

    def __iter__(self) -> Iterator[Chart]:
        """All charts in the order of the page."""
        if self.flow_map is not None:
            yield self.flow_map
        for group in self.stocks:
            yield from group.charts
        yield from self.exposure
        for subject in self.money:
            yield from subject.charts
        yield from self.assistance
        if self.episode is not None:
            yield from self.episode.charts
        for chart in (self.wait, self.check, self.holdouts, self.sensitivity):
            if chart is not None:
                yield chart


def page_charts(view: View) -> PageCharts:
    """All charts of a page."""
    return PageCharts(
        flow_map=map_chart(view),
        stocks=stock_charts(view),
        exposure=exposure_charts(view),
        money=money_charts(view),
        assistance=assistance_charts(view),
        episode=episode_charts(view),
        wait=wait_chart(view),
        check=check_chart(view),
        holdouts=holdouts_chart(view),
        sensitivity=sensitivity_chart(view),
    )
