"""The heaviest one-to-one assignment between rows and columns of which few are connected.

Rows are added one at a time along cheapest augmenting paths (Jonker and Volgenant, "A shortest augmenting path
algorithm for dense and sparse linear assignment problems", Computing 38, 1987), where every row may also stay
unassigned. With whole numbers for weights it is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

_NONE = -1


def heaviest_assignment(weights: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Row -> column, of an assignment whose weights add up to the most.

    Args:
        weights: for every row, its columns with the weight of the two together, above 0. Columns are any numbers
            from 0.
    """
    search = _Search(weights)
    for row, edges in enumerate(weights):
        if edges:
            search.add(row)
    return dict(sorted(search.column_of.items()))


class _Search:
    """An assignment that is heaviest among the rows added so far, with the prices that prove it.

    Always, `profit[row] + price[column] >= weight`, equal for assigned pairs; unassigned rows have no profit and
    unassigned columns no price.
    """

    def __init__(self, weights: Sequence[Mapping[int, int]]) -> None:
        self.weights = weights
        self.column_of: dict[int, int] = {}
        self.row_of: dict[int, int] = {}
        self.profit = [0] * len(weights)
        self.price: dict[int, int] = {}

    def add(self, root: int) -> None:
        """Add a row, moving others to other columns, or out, where that is worth it."""
        edges, price = self.weights[root], self.price
        self.profit[root] = max(0, max(weight - price.get(column, 0) for column, weight in edges.items()))
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        done_rows = [(root, 0)]
        done_columns: list[tuple[int, int]] = []
        settled: set[int] = set()
        heap: list[
            tuple[int, bool, int]
        ] = []  # of equally near columns, a free one first: it ends the search
        # The cheapest way to end: some row on the way gives up its column.
        ending, leaver = self.profit[root], root
        row, so_far, last = root, 0, _NONE
        while True:
            for column, weight in self.weights[row].items():
                if column in settled:
                    continue
                cost = so_far + self.profit[row] + price.get(column, 0) - weight
                if cost < ending and cost < distance.get(column, cost + 1):
                    distance[column] = cost
                    came_from[column] = row
                    heappush(heap, (cost, column in self.row_of, column))
            while heap and (heap[0][2] in settled or heap[0][0] > distance[heap[0][2]]):
                heappop(heap)
            if not heap or heap[0][0] >= ending:
                break
            so_far, _, last = heappop(heap)
            settled.add(last)
            if last not in self.row_of:
                ending, leaver = so_far, _NONE
                break
            done_columns.append((last, so_far))
            row = self.row_of[last]
            done_rows.append((row, so_far))
            if so_far + self.profit[row] < ending:
                ending, leaver = so_far + self.profit[row], row
        for row, cost in done_rows:
            self.profit[row] -= ending - cost
        for column, cost in done_columns:
            price[column] = price.get(column, 0) + ending - cost
        self._shift(last if leaver == _NONE else self.column_of.pop(leaver, _NONE), came_from)

    def _shift(self, column: int, came_from: Mapping[int, int]) -> None:
        """Give `column` to the row that reached it, that row's column to the one before, and so on."""
        while column != _NONE:
            row = came_from[column]
            following = self.column_of.get(row, _NONE)
            self.column_of[row] = column
            self.row_of[column] = row
            column = following
