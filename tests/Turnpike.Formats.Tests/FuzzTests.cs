using System.Diagnostics;
using System.Text;
using Turnpike.Estate;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformCode;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Tests;

/// <summary>
/// Damaged inputs, a fixed number of them from fixed seeds: whatever the bytes are, nothing is thrown, a fault has a place
/// inside the text, and no case takes long. All that is made on demand is asked for too.
/// </summary>
public class FuzzTests
{
    private const int Cases = 400;
    private const string Marks = "{}[]:,\"\\&*-#|>!%@`'? \t\n0";
    private static readonly TimeSpan s_slowest = TimeSpan.FromSeconds(5);

    private const string Manifest = """
        apiVersion: v1
        kind: List
        items:
        - &pod
          apiVersion: v1
          kind: Pod
          metadata: {name: "käse", labels: &l {app: x, "on": yes}}
          spec:
            containers: [{name: a, image: 'x:1', ports: [{containerPort: 0o17}]}]
        - <<: *pod
          metadata: {labels: *l}
        ---
        # comment
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        stringData:
          text: |
            a
              b
          folded: >-
            c
            d
        ...
        """;

    private const string State = """
        {"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"l","outputs":{"o":{"value":"s","type":"string","sensitive":true}},
         "resources":[{"module":"module.a[\"k\"]","mode":"managed","type":"x_y","name":"n","provider":"provider[\"registry.terraform.io/x/x\"].w",
          "instances":[{"index_key":0,"schema_version":0,"attributes":{"p":"s","l":[{"q":1}]},"sensitive_attributes":[[{"type":"get_attr","value":"p"}],[{"type":"get_attr","value":"l"},{"type":"index","value":{"value":0,"type":"number"}},{"type":"get_attr","value":"q"}]]},
                       {"deposed":"0a1b2c3d","attributes_flat":{"id":"x"}}]}],"check_results":null}
        """;

    private const string Show = """
        {"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{"o":{"sensitive":true,"value":1}},"root_module":{"resources":[{"address":"x_y.a","mode":"managed","type":"x_y","name":"a","provider_name":"x/x/x","values":{"p":[1]},"sensitive_values":{"p":[true]}}],
         "child_modules":[{"address":"module.m","resources":[]}]}}}
        """;

    private const string Plan = """
        {"format_version":"1.2","terraform_version":"1.14.0","variables":{"v":{"value":"é"}},"planned_values":{"root_module":{"resources":[{"address":"x_y.a[\"k\"]","values":{"p":1}}]}},
         "resource_changes":[{"address":"x_y.a[\"k\"]","mode":"managed","type":"x_y","name":"a","index":"k","provider_name":"r/x/x","change":{"actions":["delete","create"],"before":{"p":"\u00e9"},"after":{"p":12345678901234567890,"l":[null,{}]},"after_unknown":{"id":true,"l":[true,{"q":true}]},"before_sensitive":{"p":true},"after_sensitive":{"l":[false,{"q":true}]},"replace_paths":[["p"],["l",0]]},"action_reason":"x"}],
         "deferred_changes":[{"reason":"unknown","resource_change":{"address":"x_y.b[*]","index_unknown":true,"mode":"managed","type":"x_y","name":"b","change":{"actions":["create"],"before":null,"after_unknown":true}}}],
         "output_changes":{"o":{"actions":["create"],"before":null,"after":1,"after_unknown":false,"after_sensitive":true}},
         "action_invocations":[{"address":"action.x.y","type":"x","name":"y","config_values":{"a":1},"config_unknown":{"b":true}}],
         "prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[{"address":"x_y.a[\"k\"]","mode":"managed","type":"x_y","name":"a","values":{"p":1},"sensitive_values":{"p":true}}]}}},
         "configuration":{"provider_config":{"x":{"name":"x","version_constraint":"~> 1"}},"root_module":{"variables":{"v":{"sensitive":true}},"resources":[{"address":"x_y.a","expressions":{"p":{"constant_value":1},"l":[{"q":{}}]}}],"module_calls":{"m":{"module":{}}}}},
         "complete":false,"errored":false}
        """;

    private const string Code = """
        {"format_version":"1.2","code_result":{"version":1,"folder":"infra","workspace":"default","complete":true,"providers":{"registry.terraform.io/x/x":"~> 1"},"files":["infra/main.tf"],
          "resources":[{"at":[0,1,1],"calls":[["module.a[\"k\"]",0,9,3]],"parts":[{"path":["p"],"at":[0,2,3]},{"path":["l",0,"q"],"at":[0,4,5]}],"references":[{"path":["k"],"address":"x_y.b[?]","attribute":"id"}],
            "unknowns":[{"path":["k"],"name":"x_y.b","steps":["id"],"why":"reference","known":{"type":"string","not_null":true,"prefix":"é-","min_length":1,"one_of":["a"]}},{"path":["l",0,"q"],"name":"x","steps":[0],"why":"computed","from":[{"name":"y","steps":[]}],"anonymous":true}]}],
          "data":[{"address":"data.x_y.d","type":"x_y","name":"d","provider_name":"r/x/x","at":[0,7,1],"values":{"p":1},"values_unknown":{"id":true},"values_sensitive":{"p":true}}],
          "parts":[{"path":["output_changes","o"],"at":[0,12,1]}]},
         "resource_changes":[{"address":"x_y.a","mode":"managed","type":"x_y","name":"a","provider_name":"r/x/x","change":{"actions":["update"],"before":{"p":"\u00e9","k":"b-1","id":"a-1"},"after":{"p":"s","l":[{}]},"after_unknown":{"id":true,"k":true,"l":[{"q":true}]},"after_sensitive":{"p":true}}},
          {"address":"x_y.gone","mode":"managed","type":"x_y","name":"gone","change":{"actions":["delete"],"before":{"p":1},"after":null}}],
         "output_changes":{"o":{"actions":["create"],"before":null,"after":1}},"configuration":{"root_module":{"variables":{"v":{"default":1}}}}}
        """;

    public static TheoryData<string, int> Seeds()
    {
        var rows = new TheoryData<string, int>();
        foreach (var name in (string[])["plan", "code", "state", "show", "manifest", "utf16"])
        {
            for (var seed = 1; seed <= 4; seed++)
            {
                rows.Add(name, seed);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damaged_inputs_never_throw(string name, int seed)
    {
        var random = new Random((seed * 7919) + name.Length);
        var sample = Sample(name);
        Run(sample);
        for (var i = 0; i < Cases; i++)
        {
            Run(Damage(sample, random));
        }
    }

    [Fact]
    public void Damaged_plans_of_the_vectors_never_throw()
    {
        Vectors.Require();
        var random = new Random(42);
        foreach (var file in Vectors.Plans().Concat(Vectors.States()))
        {
            var content = Vectors.Read(file);
            Run(Damage(content, random));
            Run(content[..random.Next(content.Length)]);
        }
    }

    [Fact]
    public void Random_text_never_throws()
    {
        var random = new Random(7);
        string[] tokens = ["{", "}", "[", "]", ":", ",", "- ", "\n", "\n  ", "\t", "&a ", "*a", "<<: ", "!!int ", "'", "\"", "|", ">", "#", "---\n", "...\n", "%YAML 1.1\n", "? ", "@", "`", "apiVersion: v1\n", "kind: Pod\n", "é", "\u2028", "\uFEFF", "\0", "x", "1", "~"];
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder("apiVersion: v1\nkind: Pod\n");
            for (var length = random.Next(40); length > 0; length--)
            {
                text.Append(tokens[random.Next(tokens.Length)]);
            }

            Run(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    private static byte[] Sample(string name) => name switch
    {
        "plan" => Encoding.UTF8.GetBytes(Plan),
        "code" => Encoding.UTF8.GetBytes(Code),
        "state" => Encoding.UTF8.GetBytes(State),
        "show" => Encoding.UTF8.GetBytes(Show),
        "manifest" => Encoding.UTF8.GetBytes(Manifest),
        _ => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Plan)],
    };

    private static void Run(byte[] content)
    {
        var clock = Stopwatch.StartNew();
        var read = InputReader.Read("fuzz", content);
        Assert.Equal(read.Status == InputStatus.Read, read.Document is not null);
        Assert.All(read.Diagnostics, static d => Assert.True(d.Source is null || d.Span.End <= d.Source.Length + 2, d.ToString()));
        if (read.Status == InputStatus.Broken)
        {
            Assert.Contains(read.Diagnostics, static d => d.IsError);
        }

        switch (read.Document)
        {
            case TerraformPlanDocument plan:
                foreach (var change in plan.Changes.Concat(plan.Drift))
                {
                    Touch(change.Before, change.Origin.At(change.BeforePath));
                    Touch(change.After, change.Origin.At(change.AfterPath));
                    change.References?.Invoke();
                    plan.PlaceOf(change.Origin.Path.Append("change").Append("after").Append("l").Append(0).Append("q")).Start.ToString();
                }

                Touch(plan.Planned.PriorState);
                Touch(CodeOnEstate.Lay(plan, plan.Planned.PriorState, new byte[32]).Planned.PriorState);
                plan.Outputs.ToList().ForEach(static o => o.After?.ToString());
                plan.ActionInvocations.ToList().ForEach(static a => a.Config?.ToString());
                plan.Variables.ToString();
                break;
            case TerraformStateDocument state:
                Touch(state.Resources);
                break;
            case TerraformShowDocument show:
                Touch(show.Resources);
                break;
            case KubernetesDocument manifest:
                Touch(manifest.Resources);
                break;
        }

        foreach (var view in read.Document?.Documents().Concat(read.Document.Documents(unknownsAbsent: true)) ?? [])
        {
            Touch(view.Value, view.Origin);
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, s_slowest);
    }

    private static void Touch(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            Touch(resource.Attributes, resource.Origin);
        }
    }

    private static void Touch(Value? value, ValueOrigin origin)
    {
        Assert.NotEqual("", (value ?? Value.Null).ToString());
        var first = value is ObjectValue { Count: > 0 } obj ? new ValuePath(obj.Keys[0]) : ValuePath.Root;
        var span = origin.Document.Locate(origin.At(first).Path);
        Assert.True(span.End <= origin.Document.Source.Length);
    }

    private static byte[] Damage(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var hits = random.Next(1, 5); hits > 0 && bytes.Count > 1; hits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 24), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    bytes.Insert(at, (byte)Marks[random.Next(Marks.Length)]);
                    break;
                case 5:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(200)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
