using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Evaluation;

public class ConcurrencyTests
{
    private const string Policy =
        """
        package p

        deny contains msg if {
            some name, item in input.items
            every part in item.parts { ok(part, item.limit) }
            helper[name].size > 1
            msg := sprintf("%s %d", [name, helper[name].size])
        }

        helper[name] := {"size": count(item.parts), "sum": total} if {
            some name, item in input.items
            total := sum([part | some part in item.parts])
        }

        ok(part, limit) if {
            part < limit
            some other in [1, 2, 3]
            other <= limit
        }
        """;

    // Plans are made on first use, so a race would show in the first evaluations of a program.
    [Fact]
    public void A_fresh_program_may_be_used_by_many_threads_at_once()
    {
        var input = Value.Object(("items", Value.Object(
            ("a", Value.Object(("parts", Value.Array(Value.Of(1), Value.Of(2))), ("limit", Value.Of(3)))),
            ("b", Value.Object(("parts", Value.Array(Value.Of(9))), ("limit", Value.Of(3)))))));
        for (var round = 0; round < 300; round++)
        {
            var diagnostics = new DiagnosticBag();
            var module = RegoParser.ParseModule(SourceText.From("p.rego", Policy), new RegoParserOptions(), diagnostics)!;
            var query = RegoCompiler.Compile([module], RegoCompilerOptions.Default, diagnostics)!.Prepare("data.p.deny", diagnostics)!;
            using var start = new Barrier(4);
            var members = new MarkedMembers[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                members[i] = query.EvaluateSet(new EvaluationRequest { Input = input });
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            Assert.All(members, m => Assert.Equal(Value.Of("a 2"), Assert.Single(m).Member));
        }
    }
}
