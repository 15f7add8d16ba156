using Turnpike.Rego.Compilation;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Inspection;

/// <summary>What a query reads, through all the rules that it uses.</summary>
/// <param name="Base">Paths of the input and of data that no rule makes, each as far as it is constant.</param>
/// <param name="Virtual">The rules and functions.</param>
public sealed record QueryDependencies(IReadOnlyList<string> Base, IReadOnlyList<string> Virtual)
{
    /// <summary>Null, with diagnostics, if the query has errors.</summary>
    public static QueryDependencies? Of(RegoProgram program, string query, RegoVersion version, DiagnosticBag diagnostics)
    {
        var source = SourceText.From("query", query);
        if (RegoParser.ParseQuery(source, new RegoParserOptions { Version = version }, diagnostics) is not { } body)
        {
            return null;
        }

        var bound = program.Bind(body, source, diagnostics);
        return diagnostics.HasErrors ? null : new Search(program.Root).Find(new BoundBody(body.Span, bound));
    }

    private sealed class Search
    {
        private readonly SortedSet<string> _base = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _virtual = new(StringComparer.Ordinal);
        private readonly HashSet<RuleNode> _seen = [];
        private readonly Queue<RuleNode> _left = [];
        private readonly References _references;

        public Search(RuleNode root) => _references = new References(root, Note, Note);

        public QueryDependencies Find(BoundBody query)
        {
            _references.Visit(query);
            while (_left.TryDequeue(out var node))
            {
                foreach (var definition in node.Definitions)
                {
                    _references.Visit(definition);
                }

                foreach (var child in node.Sorted)
                {
                    Note(child);
                }
            }

            // A path says nothing more where one above it is read whole.
            return new QueryDependencies([.. _base.Where(path => !_base.Any(other => IsAbove(other, path)))], [.. _virtual]);
        }

        private static bool IsAbove(string other, string path) =>
            path.Length > other.Length && path.StartsWith(other, StringComparison.Ordinal) && path[other.Length] is '.' or '[';

        private void Note(RuleNode node)
        {
            if (!_seen.Add(node))
            {
                return;
            }

            _left.Enqueue(node);
            if (node.Definitions.Count > 0)
            {
                _virtual.Add(node.ToString());
            }
        }

        private void Note(DocumentRoot root, IReadOnlyList<BoundTerm> keys)
        {
            var text = root == DocumentRoot.Input ? "input" : "data";
            foreach (var key in keys)
            {
                if (key is not BoundConstant { Value: var value })
                {
                    break;
                }

                text += value is StringValue { Value: var name } && name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? "." + name : $"[{value}]";
            }

            _base.Add(text);
        }
    }
}
