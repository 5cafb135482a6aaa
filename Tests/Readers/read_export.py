#!/usr/bin/env python3
"""Reads an export with another tool's own reader and prints what it found, so that a test can compare.

    read_export.py FORMAT PATH

Prints a JSON object {"nodes": [[id, name], ...], "edges": [[start, end, type], ...]}, sorted. Exit status 77 when the
reader's library is not installed.
"""
import csv
import json
import sys
from pathlib import Path


def networkx(graph, name, kind):
    nodes = [[node, data.get(name, "")] for node, data in graph.nodes(data=True)]
    edges = [[a, b, data.get(kind, "")] for a, b, data in graph.edges(data=True)]
    return nodes, edges


def graphml(path):
    import networkx as nx
    return networkx(nx.read_graphml(path, force_multigraph=True), "name", "type")


def gexf(path):
    import xml.etree.ElementTree as tree
    ns = {"g": "http://gexf.net/1.3"}
    root = tree.parse(path).getroot()
    nodes = [[n.get("id"), n.get("label")] for n in root.iterfind(".//g:node", ns)]
    edges = [[e.get("source"), e.get("target"), e.get("kind")] for e in root.iterfind(".//g:edge", ns)]
    ids = [e.get("id") for e in root.iterfind(".//g:edge", ns)]
    assert len(set(ids)) == len(ids), "edge ids repeat"
    assert all(e.get("start") is None or e.get("end") is None or e.get("start") <= e.get("end")
               for e in root.iterfind(".//g:edge", ns)), "empty interval"
    return nodes, edges


def nodelink(path):
    import networkx as nx
    return networkx(nx.node_link_graph(json.loads(Path(path).read_text("utf-8")), edges="edges"), "name", "type")


def cytoscape(path):
    elements = json.loads(Path(path).read_text("utf-8"))["elements"]
    data = [e["data"] for group in elements.values() for e in group]
    assert len({d["id"] for d in data}) == len(data), "ids repeat"
    nodes = [[e["data"]["id"], e["data"].get("name", "")] for e in elements["nodes"]]
    return nodes, [[e["data"]["source"], e["data"]["target"], e["data"]["label"]] for e in elements["edges"]]


def csvfolder(path):
    with open(Path(path) / "nodes.csv", newline="", encoding="utf-8") as file:
        nodes = [[row["id"], row["name"]] for row in csv.DictReader(file)]
    with open(Path(path) / "edges.csv", newline="", encoding="utf-8") as file:
        edges = [[row["start"], row["end"], row["type"]] for row in csv.DictReader(file)]
    return nodes, edges


def neo4j(path):
    with open(Path(path) / "nodes.csv", newline="", encoding="utf-8") as file:
        nodes = [[row["id:ID"], row["name:string"]] for row in csv.DictReader(file)]
    with open(Path(path) / "edges.csv", newline="", encoding="utf-8") as file:
        edges = [[row[":START_ID"], row[":END_ID"], row[":TYPE"]] for row in csv.DictReader(file)]
    return nodes, edges


def rdf(path, syntax):
    import rdflib
    from urllib.parse import unquote
    graph = rdflib.Graph().parse(path, format=syntax)
    base = "http://example.org/"
    cut = lambda iri, kind: unquote(str(iri)[len(base + kind):])
    nodes = [[cut(s, "node/"), str(o)] for s, o in graph.subject_objects(rdflib.RDFS.label)
             if str(s).startswith(base + "node/")]
    edges = [[cut(graph.value(s, rdflib.RDF.subject), "node/"), cut(graph.value(s, rdflib.RDF.object), "node/"),
              cut(graph.value(s, rdflib.RDF.predicate), "type/")]
             for s in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement)]
    return nodes, edges


READERS = {
    "graphml": graphml, "gexf": gexf, "json": nodelink, "cytoscape": cytoscape, "csv": csvfolder, "neo4j": neo4j,
    "ntriples": lambda path: rdf(path, "nt"), "turtle": lambda path: rdf(path, "turtle"),
    "jsonld": lambda path: rdf(path, "json-ld"),
}

if __name__ == "__main__":
    try:
        nodes, edges = READERS[sys.argv[1]](sys.argv[2])
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(77)
    print(json.dumps({"nodes": sorted(nodes), "edges": sorted(edges)}, ensure_ascii=True))
