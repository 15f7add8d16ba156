using Turnpike.Rego.Inspection;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Inspection;

public class QueryDependenciesTests
{
    [Fact]
    public void A_query_depends_on_what_its_rules_read()
    {
        DiagnosticBag faults = [];
        var module = RegoParser.ParseModule(SourceText.From("p.rego", """
            package p

            allow if {
                is_admin(input.user.name)
                data.limits.hours[_] > 3
            }

            is_admin(name) if name in data.roles.admin

            unused if input.other
            """), RegoParserOptions.Default, faults);
        var program = RegoCompiler.Compile([module!], RegoCompilerOptions.Default, faults);

        var found = QueryDependencies.Of(program!, "data.p.allow", RegoVersion.V1, faults);

        Assert.Empty(faults);
        Assert.Equal(["data.limits.hours", "data.roles.admin", "input.user.name"], found!.Base);
        Assert.Equal(["data.p.allow", "data.p.is_admin"], found.Virtual);
    }
}
