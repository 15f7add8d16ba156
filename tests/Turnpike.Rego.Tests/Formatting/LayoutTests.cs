using Turnpike.Rego.Formatting;
using Turnpike.Rego.Parsing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Formatting;

public sealed class LayoutTests
{
    [Fact]
    public void Layout()
    {
        const string Untidy = """
            # Header

            package   example   # the package
            import  input.z
            import data.a   as  b

            import future.keywords
            # METADATA
            # title: x
            allow  if{input.a==1;input.b} # done
            default deny=false
            one:=1
            two := 2
            p contains  x  if some x in input.xs # inline


            f(x,  y) := [1,2,
              3, # three
              # last
            ] if {
                # first
                x[ "a" ].b   ==  {"k":1,
                    "l":  2}

                not y with input.a as 1
                  with data.b as 2 # two
                every k,v in x{k;v}
                z := [a |  # why
                  some a in x; a > (1+ 2)*3]
                w := {a|some a in y;a}
            } else  := 3 if { y }

            else if x
            q if {{1}}
            # end
            """;
        const string Tidy = """
            # Header

            package example # the package

            import data.a as b
            import input.z

            import future.keywords

            # METADATA
            # title: x
            allow if {
            	input.a == 1
            	input.b
            } # done

            default deny := false

            one := 1
            two := 2
            p contains x if some x in input.xs # inline

            f(x, y) := [
            	1, 2,
            	3, # three
            	# last
            ] if {
            	# first
            	x.a.b == {
            		"k": 1,
            		"l": 2,
            	}

            	not y with input.a as 1
            		with data.b as 2 # two
            	every k, v in x { k; v}
            	z := [a | # why
            		some a in x
            		a > (1 + 2) * 3
            	]
            	w := {a | some a in y; a}
            } else := 3 if y

            else if x

            q if {
            	{1}
            }
            # end

            """;
        var module = RegoParser.ParseModule(SourceText.From("m.rego", Untidy), RegoParserOptions.Default, []);
        Assert.Equal(Tidy.ReplaceLineEndings("\n"), RegoFormatter.Format(module!), ignoreLineEndingDifferences: true);
        Assert.Null(RoundTrip.Fault(module!, RegoParserOptions.Default));
    }

    [Theory]
    [InlineData("p = 1", "p := 1")]
    [InlineData("p := true if { input.x }", "p if input.x")]
    [InlineData("p := 1 if true", "p := 1")]
    [InlineData("p if {\n true\n}", "p := true")]
    [InlineData("p contains 1 if true", "p contains 1")]
    [InlineData("f(x) if true", "f(x) := true")]
    [InlineData("p[x] := true if some x in input.xs", "p[x] := true if some x in input.xs")]
    [InlineData("p.a := 1\np[\"b-c\"] := 2", "p[\"a\"] := 1\np[\"b-c\"] := 2")]
    [InlineData("p.a := 1\nq.b.c := 2", "p.a := 1\nq.b.c := 2")]
    [InlineData("p.a contains 1\nq[\"b\"] := 2", "p.a contains 1\nq.b := 2")]
    [InlineData("p if {\n every x in input.xs { x > 1 }\n}", "p if {\n\tevery x in input.xs { x > 1 }\n}")]
    [InlineData("p if {\n every x in input.xs {\n x > 1 }\n}", "p if {\n\tevery x in input.xs {\n\t\tx > 1\n\t}\n}")]
    [InlineData("p := [x | some x in input\n]", "p := [x | some x in input]")]
    [InlineData("p := [x |\nsome x in input]", "p := [x |\n\tsome x in input\n]")]
    [InlineData("p if {\n input.x\n with input as 1\n}", "p if {\n\tinput.x\n\t\twith input as 1\n}")]
    [InlineData("p if {\n input.x with input as 1\n}", "p if {\n\tinput.x with input as 1\n}")]
    [InlineData("p if {\n some a, b,\nc\n input[a][b][c]\n}", "p if {\n\tsome a, b,\n\t\tc\n\tinput[a][b][c]\n}")]
    [InlineData("import data.b # b\nimport data.a # a\n\np := 1 # one\nimport data.d\nimport data.c\n# two\nq := 2",
        "import data.a # a\nimport data.b # b\n\np := 1 # one\n\nimport data.c\nimport data.d\n\n# two\nq := 2")]
    [InlineData("default a := 1\ndefault b := 2\na := 2 if input.a\nb := 3 if input.b", "default a := 1\n\ndefault b := 2\n\na := 2 if input.a\nb := 3 if input.b")]
    public void As_opa_lays_it_out(string untidy, string tidy)
    {
        var module = RegoParser.ParseModule(SourceText.From("m.rego", "package m\n\n" + untidy), RegoParserOptions.Default, []);
        Assert.Equal("package m\n\n" + tidy + "\n", RegoFormatter.Format(module!));
        Assert.Null(RoundTrip.Fault(module!, RegoParserOptions.Default));
    }
}
