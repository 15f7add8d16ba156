using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Assessment;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Runs;
using Turnpike.Assessment.Sections;
using Turnpike.Assessment.Trend;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Inventory;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Events;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Text;

namespace Turnpike.Server.Assessments;

/// <summary>What an incoming lead needs to know of the estate, and where it goes.</summary>
internal static class AssessmentsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddProjection<AssessmentProjection>().AddSingleton<KeptAssessments>().AddSingleton<AssessmentViews>();
        services.AddSingleton(static s => AllSections.Of(s.GetRequiredService<ServerParts>().Assessment));
        services.AddSingleton<AssessEstate>();
        services.AddSingleton(static s => new ProfileReader(s.GetRequiredService<IReadOnlyList<ISection>>(), s.GetRequiredService<ServerParts>().Assessment.Profiles));
        services.AddSingleton(static s => new RunAssessment(
            s.GetRequiredService<EstateInventory>(),
            s.GetRequiredService<AnswerOwnership>(),
            s.GetRequiredService<AssessEstate>(),
            s.GetRequiredService<AssessmentProjection>(),
            s.GetRequiredService<IAttachmentStore>(),
            s.GetRequiredService<ProjectionFollower>(),
            s.GetRequiredService<PoliciesInForce>().Rules.Rules,
            s.GetRequiredService<StandingFindings>().AllAsync,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ServerParts>().Ids));
        services.AddSingleton(new ScheduledJob("assess", "Assesses the estate as it is, and records what differs from the last time.", "0 10 4 * * ?", AssessAsync));
    }

    public static void Map(IEndpointRouteBuilder routes) => AssessmentEndpoints.Map(routes);

    private static async Task<string> AssessAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if ((await services.GetRequiredService<EstateInventory>().AtAsync(null, cancellationToken)).Count == 0)
        {
            return "there is no estate yet";
        }

        var profile = services.GetRequiredService<ProfileReader>().Find(Profile.DefaultName, new DiagnosticBag()) ?? Profile.Empty;
        var (entry, isNew) = await services.GetRequiredService<RunAssessment>().RunAsync("turnpike", profile, cancellationToken);
        return isNew ? string.Create(CultureInfo.InvariantCulture, $"{entry.Said.Resources} resources, {entry.Said.Risks.Count} risks") : "nothing differs";
    }
}
