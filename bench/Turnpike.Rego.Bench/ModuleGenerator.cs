using System.Globalization;
using System.Text;

namespace Turnpike.Rego.Bench;

/// <summary>Modules as a large policy repository has them: each with imports of others, functions, partial rules and comprehensions.</summary>
internal static class ModuleGenerator
{
    public static string[] Make(int count) => [.. Enumerable.Range(0, count).Select(static i => Module(i))];

    private static string Module(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            package team{{number % 50}}.policy{{number}}

            import data.team{{(number + 7) % 50}}.lib{{(number + 7) % 50}} as lib

            default allow := false

            allow if {
            	input.user.role in {"admin", "owner-{{number}}"}
            	not denied
            }

            denied if {
            	some ban in data.bans
            	ban.user == input.user.name
            	ban.until > input.now
            }

            names := {resource.name | some resource in input.resources; resource.team == "team-{{number % 50}}"}

            is_tagged(resource, tag) if {
            	some key, value in resource.tags
            	lower(key) == tag
            	value != ""
            }

            """);
        for (var rule = 0; rule < 8; rule++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                deny contains msg if {
                	some resource in input.resources
                	resource.type == "type_{{(number * 8) + rule}}"
                	not is_tagged(resource, "owner-{{rule}}")
                	every part in resource.parts {
                		part.size < {{(rule + 1) * 100}}
                		part.kind != "legacy"
                	}
                	count([part | some part in resource.parts; startswith(part.kind, "k{{rule}}")]) > {{rule}}
                	msg := sprintf("%s: rule {{rule}} of {{number}}: %d parts", [resource.name, count(resource.parts)])
                }

                """);
        }

        return text.ToString();
    }
}
