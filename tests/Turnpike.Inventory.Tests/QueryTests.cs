using Turnpike.Inventory.Search;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Inventory.Tests;

public class QueryTests
{
    private const string Web = """{"id":"i-0web","arn":"arn:aws:ec2:eu-west-1:1:instance/i-0web","instance_type":"t3.large","monitoring":true,"subnet_id":"subnet-01234567","root_block_device":[{"encrypted":false,"size":8}],"user_data":null,"tags":{"env":"prod","Name":"Web Front"}}""";
    private const string Db = """{"id":"db-1","name":"orders","instance_class":"t3.large","tags":{"env":"dev"},"password":"x","port":5432.0}""";
    private const string Subnet = """{"id":"subnet-01234567","vpc_id":"vpc-1","tags":{"env":"prod"}}""";

    [Theory]
    [InlineData("", "db subnet web")]
    [InlineData("web", "web")]
    [InlineData("WEB", "web")]
    [InlineData("\"web front\"", "web")]
    [InlineData("web front", "web")]
    [InlineData("type:aws_instance", "web")]
    [InlineData("type:aws_*", "db subnet web")]
    [InlineData("type:aws_instance type:aws_subnet", "subnet web")]
    [InlineData("type:aws_instance OR type:aws_subnet", "subnet web")]
    [InlineData("-type:aws_instance", "db subnet")]
    [InlineData("scope:pro*", "db subnet web")]
    [InlineData("scope:dev", "")]
    [InlineData("id:db-1", "db")]
    [InlineData("id:db", "")]
    [InlineData("id:DB-*", "db")]
    [InlineData("name:orders", "db")]
    [InlineData("name:web", "web")]
    [InlineData("name:\"Web Front\"", "web")]
    [InlineData("name:w*", "web")]
    [InlineData("tag:env=prod", "subnet web")]
    [InlineData("tag:env=pro", "")]
    [InlineData("tag:env=p*", "subnet web")]
    [InlineData("tag:env", "db subnet web")]
    [InlineData("tag:name", "web")]
    [InlineData("tag:*=dev", "db")]
    [InlineData("tag:env=prod tag:env=dev", "db subnet web")]
    [InlineData("attr:instance_type=t3.large", "web")]
    [InlineData("attr:instance_type=T3.LARGE", "web")]
    [InlineData("attr:root_block_device.encrypted=false", "web")]
    [InlineData("attr:root_block_device[0].encrypted=false", "web")]
    [InlineData("attr:user_data", "")]
    [InlineData("attr:user_data=null", "web")]
    [InlineData("attr:port=5432", "db")]
    [InlineData("attr:monitoring", "web")]
    [InlineData("rel:aws_subnet.subnet", "web")]
    [InlineData("dependson:subnet-01234567", "web")]
    [InlineData("usedby:prod//aws_instance.web", "subnet")]
    [InlineData("usedby:aws_subnet.subnet", "")]
    [InlineData("dependson:nothing", "")]
    [InlineData("prod -(web OR db)", "subnet")]
    [InlineData("(web OR db) tag:env=prod", "web")]
    [InlineData("arn:aws:ec2:eu-west-1:1:instance/i-0web", "web")]
    [InlineData("source:s provider:*aws", "db subnet web")]
    [InlineData("address:aws_db_instance.db", "db")]
    [InlineData("account:1", "web")]
    [InlineData("account:2", "")]
    [InlineData("account:1 account:2 service:ec2", "web")]
    [InlineData("region:eu-*", "web")]
    [InlineData("region:west", "")]
    [InlineData("-region:eu-west-1", "db subnet")]
    public async Task Finds(string query, string expected)
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_instance.web", Web), ("aws_db_instance.db", Db), ("aws_subnet.subnet", Subnet)));
        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var page = estate.Search(Query(query), 50, null, TestContext.Current.CancellationToken);

        var names = page.Items.Select(static r => r.Key.Address[(r.Key.Address.IndexOf('.', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', names));
        Assert.Equal(page.Items.Count, page.Total);
        Assert.Equal(query.Contains("nothing", StringComparison.Ordinal), page.Notes.Count > 0);
    }

    [Theory]
    [InlineData("account:123456789012", 1)]
    [InlineData("region:eu-west-1 service:sqs", 1)]
    [InlineData("region:eu-west-1 service:sns", 0)]
    [InlineData("account:other", 0)]
    public async Task What_was_observed_is_found_where_it_was_seen(string query, int expected)
    {
        await using var yard = new Yard();
        await yard.PushAsync("aws/123456789012", "eu-west-1/sqs", """{"observation_version":1,"provider":"aws","account":"123456789012","region":"eu-west-1","service":"sqs","coverage":[],"resources":[{"type":"aws_sqs_queue","id":"q","attributes":{"name":"q"}}]}""");
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_db_instance.db", Db)));
        var estate = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(expected, estate.Search(Query(query), 50, null, TestContext.Current.CancellationToken).Total);
    }

    [Theory]
    [InlineData("status:drifted", "prod//aws_sqs_queue.a")]
    [InlineData("status:in-sync", "prod//aws_sqs_queue.b")]
    [InlineData("STATUS:Orphaned", "prod//aws_sqs_queue.gone")]
    [InlineData("status:absent", "code/prod//aws_sqs_queue.new")]
    [InlineData("status:drifted status:orphaned -name:a", "prod//aws_sqs_queue.gone")]
    [InlineData("(status:unmanaged OR status:absent) type:aws_sqs_queue", "aws/1//aws_sqs_queue.observed[\"q-stack\"] aws/1//aws_sqs_queue.observed[\"q-x\"] code/prod//aws_sqs_queue.new")]
    [InlineData("-status:in-sync -made-by:hand", "aws/1//aws_sqs_queue.observed[\"q-stack\"] code/prod//aws_sqs_queue.new prod//aws_sqs_queue.a prod//aws_sqs_queue.gone")]
    [InlineData("-(status:drifted OR status:unmanaged)", "code/prod//aws_sqs_queue.new prod//aws_sqs_queue.b prod//aws_sqs_queue.gone")]
    [InlineData("status:drifted OR name:b", "prod//aws_sqs_queue.a prod//aws_sqs_queue.b")]
    [InlineData("made-by:terraform -status:in-sync", "prod//aws_sqs_queue.a prod//aws_sqs_queue.gone")]
    [InlineData("made-by:hand", "aws/1//aws_sqs_queue.observed[\"q-x\"]")]
    [InlineData("made-by:cloud*", "aws/1//aws_sqs_queue.observed[\"q-stack\"]")]
    [InlineData("made-by:nobody", "", "Nothing is known to be made by nobody. There is: cloudformation, hand, terraform.")]
    public async Task How_things_stand_is_asked_as_they_are_now_and_as_they_were(string query, string expected, string? note = null)
    {
        await using var yard = new Yard();
        await FillAsync(yard);
        var then = yard.Clock.Now;
        yard.Clock.Now += TimeSpan.FromHours(1);
        await yard.Remove.RunAsync("ada", "aws/1", "eu-west-1/sqs", "The region is not used.", TestContext.Current.CancellationToken);
        await yard.Remove.RunAsync("ada", "prod", "s", "It is gone.", TestContext.Current.CancellationToken);
        var search = new SearchEstate(yard.Inventory, yard.Join);

        var (_, found) = await search.AtAsync(Query(query), then, 50, cancellationToken: TestContext.Current.CancellationToken);
        var (_, now) = await search.AtAsync(Query("status:*"), null, 50, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join(' ', found.Items.Select(static r => r.Key.ToString())));
        Assert.Equal(note, found.Notes.SingleOrDefault());
        Assert.All(now.Items, static r => Assert.Equal("code/prod", r.Key.Scope));
    }

    [Theory]
    [InlineData("status:", "status:unmanaged status:absent status:drifted")]
    [InlineData("status:or", "status:orphaned")]
    [InlineData("web made-by:", "made-by:terraform made-by:cloudformation made-by:hand")]
    [InlineData("stat", "status:")]
    [InlineData("status:drifted attr:del", "attr:delay_seconds=")]
    public async Task How_things_stand_is_suggested(string typed, string expected)
    {
        await using var yard = new Yard();
        await FillAsync(yard);

        var found = await new SearchEstate(yard.Inventory, yard.Join).SuggestAsync(typed, null, 3, TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(' ', found.Items.Select(static i => i.Text)));
    }

    private static async Task FillAsync(Yard yard)
    {
        await yard.PushAsync("prod", "s", StateFile.Of(("aws_sqs_queue.a", Queue("a", 5)), ("aws_sqs_queue.b", Queue("b", 0)), ("aws_sqs_queue.gone", Queue("gone", 0))));
        await yard.PushAsync("code/prod", "infra", CodeFile.Of("aws_sqs_queue.a", "aws_sqs_queue.b", "aws_sqs_queue.new"));
        await yard.PushAsync("aws/1", "eu-west-1/sqs", $$"""
            {"observation_version":1,"provider":"aws","account":"1","region":"eu-west-1","service":"sqs","coverage":[{"what":"sqs:ListQueues","status":"read","types":["aws_sqs_queue"]}],"resources":[
              {"type":"aws_sqs_queue","id":"q-a","attributes":{{Queue("a", 0)}} },{"type":"aws_sqs_queue","id":"q-b","attributes":{{Queue("b", 0)}} },{"type":"aws_sqs_queue","id":"q-x","attributes":{} },
              {"type":"aws_sqs_queue","id":"q-stack","attributes":{"tags":{"aws:cloudformation:stack-name":"shop"} } }]}
            """);
    }

    private static string Queue(string name, int delay) => $$"""{"id":"q-{{name}}","name":"{{name}}","arn":"arn:aws:sqs:eu-west-1:1:{{name}}","delay_seconds":{{delay}} }""";

    [Theory]
    [InlineData("typ:aws_x", "FIND002", 0, "type")]
    [InlineData("web scop:a", "FIND002", 4, "scope")]
    [InlineData("type:", "FIND003", 0, "type:aws_s3_bucket")]
    [InlineData("\"web", "FIND001", 0, "Close")]
    [InlineData("attr:a=b*", "FIND004", 0, "=")]
    [InlineData("web status:drifting", "FIND008", 4, "in-sync, drifted, unmanaged, orphaned, absent, unknown")]
    [InlineData("(web", "FIND005", 0, "quotes")]
    [InlineData("web)", "FIND005", 3, "quotes")]
    [InlineData("web OR", "FIND006", 4, "word")]
    [InlineData("OR web", "FIND006", 0, "word")]
    public void Says_what_is_wrong_and_where(string text, string code, int place, string help)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(EstateQuery.Parse(text, diagnostics));
        var fault = Assert.Single(diagnostics);
        Assert.Equal((code, place), (fault.Code, fault.Span.Start));
        Assert.Contains(help, fault.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx:1.25")]
    [InlineData("https://example.com")]
    [InlineData("12:30")]
    public void A_colon_alone_makes_no_key(string text)
    {
        var diagnostics = new DiagnosticBag();

        Assert.NotNull(EstateQuery.Parse(text, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_query_that_is_too_long_is_refused()
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(EstateQuery.Parse(new string('a', 5_000), diagnostics));
        Assert.Null(EstateQuery.Parse(string.Join(' ', Enumerable.Repeat("a", 300)), diagnostics));
        Assert.All(diagnostics, static d => Assert.Equal("FIND007", d.Code));
    }

    internal static EstateQuery Query(string text)
    {
        var diagnostics = new DiagnosticBag();
        var query = EstateQuery.Parse(text, diagnostics);
        Assert.Empty(diagnostics);
        return query!;
    }
}
