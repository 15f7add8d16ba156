using Npgsql;
using Quartz;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>Makes the scheduler of a node: its own in memory, or one that shares its jobs with the other nodes through PostgreSQL.</summary>
internal static class JobStore
{
    private const int Threads = 4;

    // A node that died is seen after about twice this time, and its jobs are run again elsewhere.
    private static readonly TimeSpan s_checkin = TimeSpan.FromSeconds(5);

    /// <param name="postgres">Null for memory.</param>
    /// <param name="schema">Of the tables in PostgreSQL.</param>
    public static StandaloneSchedulerFactory Create(NodeName node, TimeProvider time, Func<IJob> job, string? postgres, string schema) =>
        QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                // Nodes that share a name share their jobs; in memory nobody else sees it.
                options.InstanceName = postgres is null ? $"turnpike-{node}" : "turnpike";
                options.InstanceId = node.Text;
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseTimeProvider(time);
            quartz.UseDefaultThreadPool(Threads);
            quartz.UseJobFactory(new OneJobFactory(job));
            if (postgres is null)
            {
                quartz.UseInMemoryStore();
            }
            else
            {
                quartz.UsePersistentStore(store => UsePostgres(store, postgres, schema));
            }
        }).Build();

    private static void UsePostgres(IPersistentStoreBuilder store, string postgres, string schema)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", MaxPoolSize = Threads * 2 };
        store.UsePostgres(NpgsqlFactory.Instance, settings.ToString());

        // The tables hold only when what is due; all of it is declared again at each start.
        store.ProvisionSchema();
        store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
        store.UseClustering(options =>
        {
            options.CheckinInterval = s_checkin;
            options.CheckinMisfireThreshold = s_checkin;
        });
    }
}
