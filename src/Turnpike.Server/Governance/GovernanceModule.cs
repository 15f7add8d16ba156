using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.Actions;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.People;
using Turnpike.Governance.Rights;

namespace Turnpike.Server.Governance;

/// <summary>Decisions, exceptions, actions, calendar, people, teams and who may decide what.</summary>
internal static class GovernanceModule
{
    public static void Add(IServiceCollection services)
    {
        services
            .AddProjection<DecisionProjection>().AddProjection<ExceptionProjection>().AddProjection<ActionProjection>()
            .AddProjection<CalendarProjection>().AddProjection<PeopleProjection>()
            .AddProjection(static _ => new DecisionRights(DefaultRights.Rules));
        services
            .AddSingleton<Decide>().AddSingleton<RevokeDecision>()
            .AddSingleton<GrantException>().AddSingleton<ExtendException>().AddSingleton<RevokeException>().AddSingleton<RemindOfExceptions>()
            .AddSingleton<OpenAction>().AddSingleton<ChangeAction>().AddSingleton<CompleteAction>().AddSingleton<VerifyAction>()
            .AddSingleton<PlanCalendarEntry>().AddSingleton<CancelCalendarEntry>()
            .AddSingleton<NotePerson>().AddSingleton<DefineTeam>().AddSingleton<RemoveTeam>().AddSingleton<DefineRights>();
        services.AddSchema(CalendarFeeds.Steps).AddSingleton<CalendarFeeds>().AddSingleton<DecisionContext>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        DecisionEndpoints.Map(routes);
        ExceptionEndpoints.Map(routes);
        ActionEndpoints.Map(routes);
        CalendarEndpoints.Map(routes);
        CalendarFeedEndpoints.Map(routes);
        PeopleEndpoints.Map(routes);
        RightsEndpoints.Map(routes);
    }
}
