using System.Text;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Values;
using static Turnpike.Formats.Tests.Reading;

namespace Turnpike.Formats.Tests.TerraformCode;

public class CodeResultTests
{
    private const string Small = """
        {"code_result":{"version":1,"complete":true,"files":["infra/main.tf"],"resources":[{"at":[0,3,1],"parts":[{"path":["bucket"],"at":[0,4,3]}],
          "unknowns":[{"path":["key"],"name":"x_k.main","steps":["arn"],"why":"reference","known":{"type":"string","not_null":true,"prefix":"arn:"}}]}]},
         "format_version":"1.2",
         "resource_changes":[{"address":"x_y.a","mode":"managed","type":"x_y","name":"a","provider_name":"r/x/x",
          "change":{"actions":["create"],"before":null,"after":{"bucket":"b","password":"correct-horse"},"after_unknown":{"id":true,"key":true},"after_sensitive":{"password":true}}}],
         "configuration":{}}
        """;

    [Fact]
    public void What_it_says_beside_a_plan_is_read()
    {
        var code = ReadAs<TerraformPlanDocument>(Small);

        Assert.Equal((InputKind.TerraformCode, true), (code.Kind, code.IsCode));
        var after = (ObjectValue)code.Changes[0].After!;
        var key = Assert.IsType<UnknownValue>(after.Get("key"));
        Assert.Equal(("x_k.main/arn", UnknownOrigin.Reference, "arn:"), (key.Id, key.Origin, key.Refinement!.Prefix));
        Assert.Equal(("x_y.a/id", UnknownOrigin.ComputedUnset), after.Get("id") is UnknownValue id ? (id.Id, id.Origin) : default);
        Assert.True(after.Get("password")!.IsSensitive);
        var place = code.PlaceOf(ValuePath.Of("resource_changes").Append(0).Concat(ValuePath.Of("change", "after", "bucket")));
        Assert.Equal(("infra/main.tf", 4, 3), (place.Source.Name, place.Start.Line, place.Start.Column));
        Assert.Null(((ObjectValue)code.Documents()[0].Value).Get("code_result"));
    }

    [Fact]
    public void It_is_kept_without_its_secrets_and_read_again()
    {
        var kept = KeptDocument.Write(ReadAs<TerraformPlanDocument>(Small), new byte[32])!;

        Assert.DoesNotContain("correct-horse", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        var again = Assert.IsType<TerraformPlanDocument>(InputReader.Read("kept", kept).Document);
        Assert.True(again.IsCode);
        Assert.Equal(UnknownOrigin.Withheld, Assert.IsType<UnknownValue>(((ObjectValue)again.Changes[0].After!).Get("password")).Origin);
        Assert.Equal("x_k.main/arn", Assert.IsType<UnknownValue>(((ObjectValue)again.Changes[0].After!).Get("key")).Id);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "PLAN006 1:17")]
    [InlineData("\"version\":1", "\"version\":\"1\"", "PLAN006 1:17")]
    [InlineData("\"version\":1,", "", "PLAN006 1:2")]
    [InlineData("\"files\":[\"infra/main.tf\"]", "\"files\":{}", "PLAN007 1:45")]
    [InlineData("\"resources\":[{", "\"resources\":[{},{", "PLAN007 1:71")]
    [InlineData("\"format_version\":\"1.2\"", "\"format_version\":\"9.0\"", "PLAN001 3:2")]
    public void One_that_is_out_of_form_is_refused(string part, string instead, string fault)
    {
        var read = Read(Small.Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal(InputStatus.Broken, read.Status);
        Assert.Contains(fault, Faults(read));
    }

    [Fact]
    public void One_that_is_cut_off_is_broken_and_not_passed_over()
    {
        for (var length = 20; length < Small.Length - 1; length += 37)
        {
            var read = InputReader.Read("cut", Encoding.UTF8.GetBytes(Small).AsMemory(0, length), InputReaderOptions.Default with { IsNamed = false });
            Assert.Equal((InputStatus.Broken, InputKind.TerraformCode), (read.Status, read.Kind));
        }
    }

    [Fact]
    public void What_is_out_of_form_in_the_details_says_nothing_and_harms_nothing()
    {
        var odd = Small.Replace("[0,4,3]", "[7,-1,1e99]", StringComparison.Ordinal).Replace("\"steps\":[\"arn\"]", "\"steps\":{}", StringComparison.Ordinal);

        var code = ReadAs<TerraformPlanDocument>(odd);

        Assert.Equal("x_y.a/key", Assert.IsType<UnknownValue>(((ObjectValue)code.Changes[0].After!).Get("key")).Id);
        Assert.Equal(3, code.PlaceOf(ValuePath.Of("resource_changes").Append(0).Concat(ValuePath.Of("change", "after", "bucket"))).Start.Line);
    }
}
