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

            default deny = false
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
            	every k, v in x {
            		k
            		v
            	}
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
}
