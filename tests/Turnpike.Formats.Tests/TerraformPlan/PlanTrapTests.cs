using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.TerraformPlan;

/// <summary>The format's traps, one by one.</summary>
public class PlanTrapTests
{
    [Fact]
    public void Deposed_objects_share_an_address_with_the_current_one()
    {
        var plan = Plan(
            Change("x_y.a", """ "actions":["no-op"],"before":{"id":"new"},"after":{"id":"new"} """),
            Change("x_y.a", """ "actions":["delete"],"before":{"id":"old"},"after":null """, """ "deposed":"6ab61fe7", """));
        Assert.Equal([null, "6ab61fe7"], plan.Changes.Select(static c => c.Deposed));
        Assert.Equal(plan.Changes[0].Id, plan.Changes[1].Id);
        Assert.Equal(["\"new\"", "\"old\""], plan.Changes.Select(static c => Reading.Path("id").Resolve(c.Before)!.ToString()));
        Assert.Null(plan.Changes[1].After);
    }

    [Fact]
    public void The_same_change_twice_is_an_error()
    {
        var read = Read(Change("x_y.a", """ "actions":["no-op"] """), Change("x_y.a", """ "actions":["no-op"] """));
        Assert.Equal("PLAN004", Assert.Single(read.Diagnostics).Code);
    }

    [Theory]
    [InlineData("true", "true", "(unknown)!")]
    [InlineData("true", "{}", "(unknown)")]
    [InlineData("false", "true", "{\"k\":1}!")]
    [InlineData("{}", "[]", "{\"k\":1}")]
    [InlineData("{\"k\":true}", "false", "{\"k\":(unknown)}")]
    [InlineData("{\"k\":true,\"l\":true}", "{\"k\":true}", "{\"k\":(unknown)!,\"l\":(unknown)}")]
    [InlineData("{\"l\":{},\"m\":[],\"n\":false}", "{\"z\":true}", "{\"k\":1}")]
    [InlineData("{\"l\":{\"m\":[true]},\"n\":{}}", "false", "{\"k\":1,\"l\":{\"m\":[(unknown)]}}")]
    public void Masks_of_any_form_are_laid_in(string unknown, string sensitive, string expected)
    {
        var plan = Plan(Change("x_y.a", $$""" "actions":["create"],"before":null,"after":{"k":1},"after_unknown":{{unknown}},"after_sensitive":{{sensitive}} """));
        Assert.Equal(expected, Show(plan.Changes[0].After));
    }

    [Theory]
    [InlineData("[null,\"b\"]", "[true,false]", "[false,true]", "[(unknown),\"b\"!]")]
    [InlineData("[{\"a\":1}]", "[{\"b\":true}]", "[{\"a\":true}]", "[{\"a\":1!,\"b\":(unknown)}]")]
    [InlineData("[null]", "[{\"b\":true}]", "false", "[{\"b\":(unknown)}]")]
    [InlineData("[]", "[true]", "false", "[(unknown)]")]
    [InlineData("[1,2]", "[false]", "false", "[1,2]")]
    [InlineData("[1,null]", "[false,false]", "[]", "[1,null]")]
    [InlineData("null", "[true]", "false", "[(unknown)]")]
    public void In_lists_a_placeholder_keeps_the_place_of_an_unknown(string after, string unknown, string sensitive, string expected)
    {
        var plan = Plan(Change("x_y.a", $$""" "actions":["create"],"before":null,"after":{"k":{{after}}},"after_unknown":{"k":{{unknown}}},"after_sensitive":{"k":{{sensitive}}} """));
        Assert.Equal($"{{\"k\":{expected}}}", Show(plan.Changes[0].After));
    }

    [Fact]
    public void A_whole_that_is_unknown_has_no_after()
    {
        var plan = Plan(Change("x_y.a", """ "actions":["create"],"before":null,"after_unknown":true,"after_sensitive":{} """));
        Assert.Equal("x_y.a", Assert.IsType<UnknownValue>(plan.Changes[0].After).Id);
    }

    [Fact]
    public void Parts_without_marks_are_shared_and_before_takes_its_own_mask()
    {
        var plan = Plan(Change("x_y.a", """ "actions":["update"],"before":{"p":"old","q":[1]},"after":{"p":"new","q":[1]},"after_unknown":{"r":true},"before_sensitive":{"p":true},"after_sensitive":{"p":true} """));
        var change = plan.Changes[0];
        Assert.Equal("{\"p\":\"old\"!,\"q\":[1]}", Show(change.Before));
        Assert.Equal("{\"p\":\"new\"!,\"q\":[1],\"r\":(unknown)}", Show(change.After));
        Assert.Same(Reading.Path("resource_changes/0/change/after/q").Resolve(plan.Root), Reading.Path("q").Resolve(change.After));
        Assert.Same(change.After, change.After);
    }

    [Fact]
    public void Unknowns_say_whether_the_configuration_leaves_them_to_the_provider()
    {
        const string Resource = """
            {"address":"x_y.a","mode":"managed","type":"x_y","name":"a","expressions":{
              "set":{"references":["x_z.b.id","x_z.b"]},
              "empty":{},
              "none":{"constant_value":null},
              "part":{"constant_value":{"in":1}},
              "block":[{"set":{"references":["var.v"]}},{"set":{"constant_value":1}}],
              "dynamic_too":[{"set":{"constant_value":1}}],
              "single":{"set":{"references":["var.v"]}}
            }}
            """;
        var plan = Plan(Configuration(Resource), Change("module.m[\"k\"].x_y.a[0]", """
            "actions":["create"],"before":null,
            "after":{"part":{"in":1},"block":[{"set":1},{}],"dynamic_too":[{"set":1},{"set":2}],"hidden":[{"known":1}],"single":{}},
            "after_unknown":{"set":true,"unset":true,"empty":true,"none":true,"part":{"out":true,"in":true},
              "block":[{"other":true},{"set":true,"other":true}],"dynamic_too":[{"other":true},{"other":true}],
              "hidden":[{"id":true}],"single":{"set":true,"other":true}}
            """, """ "index":0,"module_address":"module.m[\"k\"]", """));
        var after = plan.Changes[0].After;
        var origins = Unknowns(after).ToDictionary(static u => u.Id["module.m[\"k\"].x_y.a[0]/".Length..], static u => u.Origin);
        Assert.Equal(UnknownOrigin.ComputedUnset, origins["unset"]);
        Assert.Equal(UnknownOrigin.ComputedUnset, origins["none"]);
        Assert.Equal(UnknownOrigin.ComputedUnset, origins["part/out"]);
        Assert.Equal(UnknownOrigin.ComputedUnset, origins["block/0/other"]);
        Assert.Equal(UnknownOrigin.ComputedUnset, origins["single/other"]);
        Assert.All(["set", "empty", "part/in", "block/1/set", "dynamic_too/0/other", "dynamic_too/1/other", "hidden/0/id", "single/set"], id => Assert.Equal((id, UnknownOrigin.Reference), (id, origins[id])));
        Assert.Equal(14, origins.Count);
    }

    [Fact]
    public void Without_configuration_no_unknown_is_left_to_the_provider()
    {
        var plan = Plan(Change("x_y.a", """ "actions":["create"],"before":null,"after":{},"after_unknown":{"id":true} """));
        Assert.Equal(UnknownOrigin.Reference, Unknowns(plan.Changes[0].After).Single().Origin);
        Assert.Null(plan.Configuration);
    }

    [Fact]
    public void Deferred_changes_carry_their_reason_and_unknown_instances()
    {
        var deferred = Change("x_y.a[*]", """ "actions":["create"],"before":null,"after":{"k":1},"after_unknown":{"id":true} """, """ "index_unknown":true, """);
        var plan = Document($$"""
            "complete":false,"resource_changes":[],
            "deferred_changes":[{"reason":"instance_count_unknown","resource_change":{{deferred}} }],
            "deferred_action_invocations":[{"reason":"unknown","action_invocation":{"address":"action.x_run.b","type":"x_run","name":"b"} }]
            """);
        var change = Assert.Single(plan.Changes);
        Assert.Equal(("instance_count_unknown", "x_y.a[?]"), (change.DeferredReason, change.Address.Text));
        Assert.Equal(UnknownOrigin.Deferred, Unknowns(change.After).Single().Origin);
        Assert.Equal("\"k\":1", plan.Source.GetString(plan.Locate(change.Origin.At(change.AfterPath).At(Reading.Path("k")).Path)));
        Assert.Equal("unknown", Assert.Single(plan.ActionInvocations).DeferredReason);
        Assert.False(plan.IsComplete);
        Assert.False(plan.Planned.IsComplete);
    }

    [Fact]
    public void Actions_that_run_beside_the_changes_are_listed()
    {
        var plan = Document("""
            "action_invocations":[{"address":"action.aws_lambda_invoke.warm","type":"aws_lambda_invoke","name":"warm","provider_name":"registry.terraform.io/hashicorp/aws",
              "config_values":{"function_name":"f","payload":"secret"},"config_unknown":{"id":true},"config_sensitive":{"payload":true}}]
            """);
        var action = Assert.Single(plan.ActionInvocations);
        Assert.Equal(("action.aws_lambda_invoke.warm", "aws_lambda_invoke", "warm"), (action.Address, action.Type, action.Name));
        Assert.Equal("{\"function_name\":\"f\",\"id\":(unknown),\"payload\":\"secret\"!}", Show(action.Config));
    }

    [Theory]
    [InlineData("""["forget"]""", false, true, false)]
    [InlineData("""["create","forget"]""", false, true, true)]
    [InlineData("""["delete","create"]""", true, false, true)]
    [InlineData("""["create","delete"]""", true, false, true)]
    [InlineData("""["some-new-action"]""", false, false, false)]
    public void Actions_are_asked_by_what_they_do(string actions, bool deletes, bool forgets, bool creates)
    {
        var change = Plan(Change("x_y.a", $$""" "actions":{{actions}},"before":{"k":1},"after":{"k":1} """)).Changes[0];
        Assert.Equal((deletes, forgets, creates), (change.Actions.Deletes, change.Actions.Forgets, change.Actions.Creates));
        Assert.Equal(forgets && !creates, change.After is null);
    }

    [Fact]
    public void Moves_imports_replace_paths_and_reasons_are_kept()
    {
        var change = Plan(Change("x_y.a[\"a.b\\\"]\"]", """
            "actions":["delete","create"],"before":{},"after":{},"replace_paths":[["a",0,"b"],["c"]],"importing":{"id":"i-1"}
            """, """ "index":"a.b\"]","previous_address":"x_y.old[0]","action_reason":"some_new_reason", """)).Changes[0];
        Assert.Equal("x_y.old[0]", change.PreviousAddress!.Text);
        Assert.Equal(["a[0].b", "c"], change.ReplacePaths.Select(static p => p.ToString()));
        Assert.Equal("{\"id\":\"i-1\"}", change.Importing!.ToString());
        Assert.Equal("some_new_reason", change.ActionReason);
        Assert.Equal(Value.Of("a.b\"]"), change.Address.Index);
        Assert.Equal("x_y.a", change.Address.ConfigurationText);
    }

    [Fact]
    public void Numbers_beyond_a_double_are_exact()
    {
        var after = Plan(Change("x_y.a", """ "actions":["create"],"before":null,"after":{"id":12345678901234567890123,"f":0.1000000000000000055511151231257827} """)).Changes[0].After;
        Assert.Equal("{\"f\":0.1000000000000000055511151231257827,\"id\":12345678901234567890123}", after!.ToString());
    }

    [Fact]
    public void An_errored_plan_is_read_and_refused()
    {
        var read = Reading.Read("""{"format_version":"1.2","planned_values":{},"errored":true}""");
        Assert.Equal(["PLAN003 1:45"], Reading.Faults(read));
        Assert.True(Assert.IsType<TerraformPlanDocument>(read.Document).IsErrored);
    }

    [Fact]
    public void What_a_version_does_not_say_is_not_false()
    {
        var plan = Document(""" "resource_changes":[] """);
        Assert.Equal((false, null, null), (plan.IsErrored, plan.IsComplete, plan.IsApplyable));
    }

    [Fact]
    public void Variables_and_outputs_are_marked()
    {
        var plan = Document("""
            "variables":{"token":{"value":"hidden"},"size":{"value":3}},
            "output_changes":{"url":{"actions":["create"],"before":null,"after":"hidden","after_unknown":false,"before_sensitive":true,"after_sensitive":true},
                              "id":{"actions":["create"],"before":null,"after_unknown":true,"before_sensitive":false,"after_sensitive":false}},
            "configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":"~> 5.0"},"aws.west":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":">= 5.1"}},
                             "root_module":{"variables":{"token":{"sensitive":true},"size":{}}}}
            """);
        Assert.Equal("{\"size\":{\"value\":3},\"token\":{\"value\":\"hidden\"}!}", Show(plan.Variables));
        Assert.Equal(["id (unknown)", "url \"hidden\"!"], plan.Outputs.Select(static o => $"{o.Name} {Show(o.After)}"));
        Assert.Equal("~> 5.0, >= 5.1", plan.Planned.ProviderConstraints["registry.terraform.io/hashicorp/aws"]);
        Assert.DoesNotContain("hidden", plan.Documents()[0].Value.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", plan.Documents(unknownsAbsent: true)[0].Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_before_the_change_is_read_with_its_marks()
    {
        var plan = Document("""
            "prior_state":{"format_version":"1.0","values":{"root_module":{
              "resources":[{"address":"data.x_d.d","mode":"data","type":"x_d","name":"d","provider_name":"registry.terraform.io/x/x","values":{"k":"v"},"sensitive_values":{}}],
              "child_modules":[{"address":"module.m[0]","resources":[{"address":"module.m[0].x_y.a","mode":"managed","type":"x_y","name":"a","provider_name":"registry.terraform.io/x/x","values":{"p":"hidden"},"sensitive_values":{"p":true},"deposed_key":"0a"}]}]}}}
            """);
        Assert.Equal(["data.x_d.d {\"k\":\"v\"}", "module.m[0].x_y.a {\"p\":\"hidden\"!}"], plan.Planned.PriorState.Select(static r => $"{r.Address.Text} {Show(r.Attributes)}"));
        var deposed = plan.Planned.PriorState[1];
        Assert.Equal(("0a", "module.m[0]"), (deposed.Deposed, deposed.Address.Module.Text));
        Assert.Equal("\"p\":\"hidden\"", plan.Source.GetString(plan.Locate(deposed.Origin.At(Reading.Path("p")).Path)));
    }

    [Theory]
    [InlineData(""" "resource_changes":{} """, "PLAN002")]
    [InlineData(""" "resource_changes":[1] """, "PLAN002")]
    [InlineData(""" "resource_changes":[{"type":"x_y","name":"a","change":{"actions":["create"]}}] """, "PLAN002")]
    [InlineData(""" "resource_changes":[{"address":"x_y.a","type":"x_y","name":"a"}] """, "PLAN002")]
    [InlineData(""" "resource_changes":[{"address":"x_y.a","type":"x_y","name":"a","change":{"actions":[]}}] """, "PLAN002")]
    [InlineData(""" "resource_changes":[{"address":"m.x_y.a","module_address":"not a module","type":"x_y","name":"a","change":{"actions":["create"]}}] """, "PLAN002")]
    [InlineData(""" "deferred_changes":[{"reason":"unknown"}] """, "PLAN002")]
    [InlineData(""" "output_changes":[] """, "PLAN002")]
    [InlineData(""" "prior_state":7 """, "PLAN002")]
    [InlineData(""" "action_invocations":{} """, "PLAN002")]
    public void A_plan_of_another_shape_is_an_error_with_its_place(string members, string code)
    {
        var diagnostic = Assert.Single(Reading.Read($"{{\"format_version\":\"1.2\",{members},\"configuration\":{{}}}}").Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.True(diagnostic.Span.Start > 20);
    }

    private static TerraformPlanDocument Plan(params string[] parts) => Assert.IsType<TerraformPlanDocument>(NoFaults(Read(parts)).Document);

    private static TerraformPlanDocument Document(string members) => Reading.ReadAs<TerraformPlanDocument>($"{{\"format_version\":\"1.2\",{members},\"planned_values\":{{}}}}");

    private static InputRead Read(params string[] parts)
    {
        var configuration = parts.FirstOrDefault(static p => p.StartsWith("\"configuration\"", StringComparison.Ordinal));
        var changes = string.Join(",", parts.Where(p => p != configuration));
        return Reading.Read($"{{\"format_version\":\"1.2\",\"resource_changes\":[{changes}]{(configuration is null ? "" : "," + configuration)}}}");
    }

    private static InputRead NoFaults(InputRead read)
    {
        Assert.Empty(read.Diagnostics.Select(static d => d.ToString()));
        return read;
    }

    private static string Change(string address, string change, string more = "") =>
        "{\"address\":" + Value.Of(address) + "," + more + "\"mode\":\"managed\",\"type\":\"x_y\",\"name\":\"a\",\"provider_name\":\"registry.terraform.io/x/x\",\"change\":{" + change + "}}";

    private static string Configuration(string resource) =>
        "\"configuration\":{\"root_module\":{\"module_calls\":{\"m\":{\"source\":\"./m\",\"module\":{\"resources\":[" + resource + "]}}}}}";

    private static IEnumerable<UnknownValue> Unknowns(Value? value) => value switch
    {
        UnknownValue unknown => [unknown],
        ArrayValue array => array.Items.ToArray().SelectMany(Unknowns),
        ObjectValue obj => obj.Values.ToArray().SelectMany(Unknowns),
        _ => [],
    };

    // JSON with "(unknown)" where a value is unknown and "!" after what is sensitive, in clear.
    private static string Show(Value? value)
    {
        var text = value switch
        {
            null => "(none)",
            UnknownValue => "(unknown)",
            { IsSensitive: true } => JsonText.Revealed(value),
            ArrayValue array => "[" + string.Join(",", array.Items.ToArray().Select(Show)) + "]",
            ObjectValue obj => "{" + string.Join(",", obj.Keys.ToArray().Zip(obj.Values.ToArray(), static (k, v) => k + ":" + Show(v))) + "}",
            _ => JsonText.Revealed(value),
        };
        return text + (value is { IsSensitive: true } ? "!" : "");
    }
}
