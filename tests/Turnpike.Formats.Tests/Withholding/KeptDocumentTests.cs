using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformState;
using Turnpike.Formats.Withholding;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.Withholding;

public sealed class KeptDocumentTests
{
    private const string Secret = "correct-horse-battery";

    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] s_otherKey = [.. Enumerable.Range(2, 32).Select(static i => (byte)i)];

    /// <summary>Every place where a plan may hold a secret, with the same one.</summary>
    private const string Plan = """
        {"format_version":"1.2","terraform_version":"1.11.0","complete":true,
         "variables":{"token":{"value":"correct-horse-battery"},"plain":{"value":"eu-west-1"}},
         "planned_values":{"outputs":{"o":{"sensitive":true,"value":"correct-horse-battery"}},
          "root_module":{"resources":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","values":{"password":"correct-horse-battery","note":"kept"},"sensitive_values":{"password":true}}]}},
         "resource_changes":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","provider_name":"registry.terraform.io/x/x",
          "change":{"actions":["update"],"before":{"password":"older-horse-battery","tokens":["a-b-c-d"],"map":{"k":1}},"after":{"password":"correct-horse-battery","command":"login -p correct-horse-battery now","tokens":["a-b-c-d"],"map":{"k":1},"nothing":null,"note":"kept"},
           "after_unknown":{"id":true},"before_sensitive":{"password":true,"tokens":[true],"map":true},"after_sensitive":{"password":true,"tokens":[true],"map":true,"nothing":true},
           "generated_config":"password = \"anything\"","later_addition":{"x":"who knows"}}}],
         "resource_drift":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","provider_name":"p","change":{"actions":["update"],"before":{"password":"drifted-secret"},"after":{"password":"drifted-secret-2"},"before_sensitive":{"password":true},"after_sensitive":{"password":true}}}],
         "deferred_changes":[{"reason":"unknown","resource_change":{"address":"x_y.d","mode":"managed","type":"x_y","name":"d","provider_name":"p","change":{"actions":["create"],"before":null,"after":{"password":"deferred-secret"},"after_unknown":{},"before_sensitive":false,"after_sensitive":{"password":true}}}}],
         "output_changes":{"o":{"actions":["create"],"before":null,"after":"correct-horse-battery","after_unknown":false,"before_sensitive":true,"after_sensitive":true}},
         "action_invocations":[{"address":"action.x.y","type":"x","name":"y","config_values":{"body":"action-secret"},"config_sensitive":{"body":true},"config_unknown":{}}],
         "prior_state":{"format_version":"1.0","values":{"outputs":{"o":{"sensitive":true,"value":"prior-secret"}},"root_module":{"child_modules":[{"address":"module.m","resources":[{"address":"module.m.x_y.z","mode":"managed","type":"x_y","name":"z","values":{"password":"child-secret"},"sensitive_values":{"password":true}}]}]}}},
         "configuration":{"provider_config":{"x":{"name":"x","expressions":{"region":{"constant_value":"eu-west-1"},"secret_key":{"constant_value":"provider-secret"}}}},
          "root_module":{"variables":{"token":{"sensitive":true,"default":"default-secret"}},
           "outputs":{"o":{"sensitive":true,"expression":{"constant_value":"output-secret"}}},
           "resources":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","expressions":{"password":{"constant_value":"configured-secret"},"note":{"constant_value":"kept"},"id":{"references":["x_y.q.id","x_y.q"]}},
            "provisioners":[{"type":"local-exec","expressions":{"command":{"constant_value":"curl -u provisioner-secret"}}}]}],
           "module_calls":{"m":{"source":"./m","expressions":{"inner":{"constant_value":"passed-secret"}},"module":{"variables":{"inner":{"sensitive":true}}}}}}},
         "checks":[{"address":{"kind":"output_value"},"status":"fail","instances":[{"problems":[{"message":"correct-horse-battery is wrong"}]}]}],
         "timestamp":"2026-01-01T00:00:00Z","brand_new":["new-section-secret"]}
        """;

    [Fact]
    public void Nothing_secret_of_a_plan_is_kept_and_all_else_is()
    {
        var kept = Encoding.UTF8.GetString(Keep(Plan));

        foreach (var secret in (string[])
            [Secret, "older-horse-battery", "a-b-c-d", "anything", "who knows", "drifted-secret", "deferred-secret", "action-secret", "prior-secret", "child-secret", "provider-secret",
             "default-secret", "output-secret", "configured-secret", "provisioner-secret", "passed-secret", "new-section-secret"])
        {
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        }

        foreach (var text in (string[])["\"note\":\"kept\"", "\"eu-west-1\"", "\"x_y.q.id\"", "\"nothing\":null", "\"complete\":true", "{\"constant_value\":\"kept\"}", "\"timestamp\":\"2026-01-01T00:00:00Z\""])
        {
            Assert.Contains(text, kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_comes_back_unknown_and_sensitive_equal_to_itself_and_to_no_other()
    {
        var plan = (TerraformPlanDocument)Read(Keep(Plan));

        var change = Assert.Single(plan.Changes, static c => c.DeferredReason is null);
        var (before, after) = ((ObjectValue)change.Before!, (ObjectValue)change.After!);
        var password = Assert.IsType<UnknownValue>(after.Get("password"));
        Assert.True(password is { IsSensitive: true, Origin: UnknownOrigin.Withheld });
        Assert.NotEqual(before.Get("password"), password);
        Assert.Equal(((ObjectValue)before).Get("map"), after.Get("map"));
        Assert.Equal(((ArrayValue)before.Get("tokens")!)[0], ((ArrayValue)after.Get("tokens")!)[0]);
        Assert.Equal(password, ((ObjectValue)plan.Variables.Get("token")!).Get("value"));
        Assert.Equal(password, plan.Outputs[0].After);
        Assert.False(after.Get("id") is UnknownValue { Origin: UnknownOrigin.Withheld });
    }

    [Fact]
    public void Another_key_gives_other_markers()
    {
        string[] Markers(byte[] key) => [.. MarkersIn(JsonNode.Parse(KeptDocument.Write(Read(Plan), key)!)).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Markers(s_key), Markers(s_key));
        Assert.Empty(Markers(s_key).Intersect(Markers(s_otherKey)));
    }

    /// <summary>A document that brings marks of its own: they are data, and stay so.</summary>
    [Fact]
    public void A_hostile_document_cannot_speak_in_marks()
    {
        var marker = Convert.ToBase64String(new byte[32]);
        var hostile = $$$$"""
            {"format_version":"1.2","terraform_version":"1.11.0","resource_changes":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","provider_name":"p",
             "change":{"actions":["create"],"before":null,"after":{"a":{"$hmac":"{{{{marker}}}}"},"b":{"$unknown":"x"},"$turnpike":1,"$$hmac":{"$$$":"y"}},"after_unknown":{},"before_sensitive":false,"after_sensitive":{}}}]}
            """;

        var first = (TerraformPlanDocument)Read(Encoding.UTF8.GetBytes(hostile));
        var again = (TerraformPlanDocument)Read(Keep(hostile));

        Assert.True(first.Changes[0].After!.IsGround);
        Assert.Equal(first.Changes[0].After, again.Changes[0].After);
        Assert.Empty(again.Variables.Keys.ToArray());
    }

    /// <summary>Even with our header: what is no marker is data, and what is one says nothing and is kept as it is.</summary>
    [Theory]
    [InlineData("\"short\"")]
    [InlineData("\"<script>alert(1)</script>AAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("{\"x\":1}")]
    [InlineData("null")]
    public void What_is_no_marker_is_data(string marker)
    {
        var document = Read("""
            {"$turnpike":{"kept":1},"format_version":"1.2","terraform_version":"1","resource_changes":[{"address":"x_y.z","mode":"managed","type":"x_y","name":"z","provider_name":"p",
             "change":{"actions":["create"],"before":null,"after":{"a":{"$hmac":MARKER}},"after_unknown":{},"after_sensitive":{}}}]}
            """.Replace("MARKER", marker, StringComparison.Ordinal));

        Assert.True(((TerraformPlanDocument)document).Changes[0].After!.IsGround);
    }

    [Fact]
    public void A_later_version_is_not_guessed_at()
    {
        var read = InputReader.Read("kept.json", Encoding.UTF8.GetBytes("""{"$turnpike":{"kept":2},"format_version":"1.2","terraform_version":"1","resource_changes":[]}"""));

        Assert.Equal("FORM006", Assert.Single(read.Diagnostics).Code);
        Assert.Equal(InputStatus.Broken, read.Status);
    }

    [Fact]
    public void A_state_is_kept_without_what_it_marks_what_providers_hide_and_what_is_secret_by_its_name()
    {
        const string state = """
            {"version":4,"terraform_version":"1.5.0","serial":3,"lineage":"l","outputs":{"o":{"value":"output-secret","type":"string","sensitive":true},"p":{"value":"open","type":"string"}},
             "resources":[{"mode":"managed","type":"x_y","name":"z","provider":"provider[\"registry.terraform.io/x/x\"]","instances":[
              {"schema_version":0,"attributes":{"id":"i","named":"marked-secret","master_password":"named-secret","list":[{"private_key":"nested-secret"}],"copy":"has marked-secret inside"},
               "sensitive_attributes":[[{"type":"get_attr","value":"named"}]],"private":"cHJpdmF0ZQ=="},
              {"schema_version":0,"index_key":"flat","attributes_flat":{"a":"flat-secret"}}]}]}
            """;

        var kept = Keep(state);
        var document = (TerraformStateDocument)Read(kept);

        foreach (var secret in (string[])["output-secret", "marked-secret", "named-secret", "nested-secret", "cHJpdmF0ZQ", "flat-secret"])
        {
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        }

        Assert.Equal(["x_y.z", "x_y.z[\"flat\"]"], document.Resources.Select(static r => r.Address.Text));
        Assert.IsType<UnknownValue>(document.Resources[1].Attributes);
        Assert.Equal(Value.Of("i"), ((ObjectValue)document.Resources[0].Attributes).Get("id"));
        Assert.Equal(3, ((NumberValue)document.Serial!).TryGetInt32(out var serial) ? serial : 0);
    }

    [Fact]
    public void Manifests_become_one_list_with_the_same_objects()
    {
        const string manifests = """
            # the shop
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
              namespace: shop
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"Y29ycmVjdC1ob3JzZQ=="}}'
            data:
              password: Y29ycmVjdC1ob3JzZQ==
            stringData:
              user: shop-admin
            ---
            ---
            apiVersion: v1
            kind: SecretList
            items:
            - metadata: {name: inner, namespace: shop}
              data: {key: aW5uZXItc2VjcmV0}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: c, image: "i:1", args: ["--user=shop-admin"]}]}
            """;

        var kept = Keep(manifests);
        var document = (KubernetesDocument)Read(kept);

        foreach (var secret in (string[])["Y29ycmVjdC1ob3JzZQ", "aW5uZXItc2VjcmV0", "shop-admin", "# the shop"])
        {
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        }

        Assert.Equal(((KubernetesDocument)Read(manifests)).Changes.Select(static c => c.Id), document.Changes.Select(static c => c.Id));
        Assert.Equal(["password"], ((ObjectValue)((ObjectValue)document.Changes[0].After!).Get("data")!).Keys.ToArray().Select(static k => ((StringValue)k).Value));
    }

    [Theory]
    [InlineData("FROM scratch\n", PlainName)]
    public void What_is_no_estate_is_not_kept(string text, string name)
    {
        var read = InputReader.Read(name, Encoding.UTF8.GetBytes(text), InputReaderOptions.Default with { TakesPlain = static () => true });

        Assert.Null(KeptDocument.Write(read.Document!, s_key));
    }

    private const string PlainName = "Dockerfile";

    private static byte[] Keep(string text) => KeptDocument.Write(Read(text), s_key)!;

    private static InputDocument Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static InputDocument Read(byte[] bytes)
    {
        var read = InputReader.Read("document", bytes);
        Assert.DoesNotContain(read.Diagnostics, static d => d.IsError);
        return read.Document!;
    }

    private static IEnumerable<string> MarkersIn(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } obj when obj[Withheld.Tag] is { } marker => [(string)marker!],
        JsonObject obj => obj.SelectMany(static m => MarkersIn(m.Value)),
        JsonArray array => array.SelectMany(MarkersIn),
        _ => [],
    };
}
