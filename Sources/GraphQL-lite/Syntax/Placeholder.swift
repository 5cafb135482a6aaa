internal import Graph
