"""Which further cells of a table must be hidden so that small ones cannot be worked out from totals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray

BoolArray = NDArray[np.bool_]
FREE = 1e-6
"""Persons that a cell costs which is hidden already: next to nothing."""


def also_hidden(values: FloatArray, small: BoolArray) -> BoolArray:
    """Small cells, and the least others that keep every one of them from being totals less what is shown.

    Somebody who knows all totals of rows and columns can work out a hidden cell exactly if it is a bridge in the
    graph whose nodes are rows and columns and whose edges are hidden cells: nothing else is then free. Each bridge is
    put on a cycle by hiding the cells, as few people as possible, of the shortest other way between its ends. A cell
    without any other way stays a bridge: its row or column holds nobody else.

    Parameters
    ----------
    values
        [row, column] counts; zeros are known to everybody and protect nothing.
    small
        [row, column] cells that may not be shown.

    Returns
    -------
    hidden
        [row, column], true at least where `small` is.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    hidden, rows = small.copy(), values.shape[0]
    nodes = sum(values.shape)
    for row, column in bridges(hidden):
        cost = np.where(values != 0, np.where(hidden, FREE, np.abs(values)), 0.0)
        cost[row, column] = 0.0
        joined = np.zeros((nodes, nodes))
        joined[:rows, rows:] = cost
        _, before = dijkstra(
            csr_array(joined), directed=False, indices=row, return_predecessors=True, limit=np.inf
        )
        node = rows + column
        while before[node] >= 0:
            other = int(before[node])
            hidden[(node, other - rows) if node < rows else (other, node - rows)] = True
            node = other
    return hidden


def bridges(edges: BoolArray) -> list[tuple[int, int]]:
    """Edges of a two-sided graph that lie on no cycle, by depth-first search (Tarjan 1974).

    Parameters
    ----------
    edges
        [row, column] whether a row's node and a column's node are joined.
    """
    rows, columns = edges.shape
    neighbours = [(rows + np.flatnonzero(edges[row])).tolist() for row in range(rows)]
    neighbours += [np.flatnonzero(edges[:, column]).tolist() for column in range(columns)]
    entered = [0] * (rows + columns)
    lowest = [0] * (rows + columns)
    clock, found = 0, []
    for root in range(rows):
        if entered[root] or not neighbours[root]:
            continue
        clock += 1
        entered[root] = lowest[root] = clock
        path = [(root, -1, iter(neighbours[root]))]
        while path:
            node, parent, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                if parent >= 0:
                    lowest[parent] = min(lowest[parent], lowest[node])
                    if lowest[node] > entered[parent]:
                        found.append((node, parent - rows) if node < rows else (parent, node - rows))
            elif not entered[following]:
                clock += 1
                entered[following] = lowest[following] = clock
                path.append((following, node, iter(neighbours[following])))
            elif following != parent:
                lowest[node] = min(lowest[node], entered[following])
    return found
