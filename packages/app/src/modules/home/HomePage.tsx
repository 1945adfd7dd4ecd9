import { ApprovalsSection } from './ApprovalsSection';
import { CreateSection } from './CreateSection';
import { DocumentationSection } from './DocumentationSection';
import { Greeting } from './Greeting';
import styles from './HomePage.module.css';
import { HomeSearch } from './HomeSearch';
import { MyRunsSection } from './MyRunsSection';
import { MyServicesSection } from './MyServicesSection';
import { NeedsAttentionSection } from './NeedsAttentionSection';
import { RecentlyVisitedSection } from './RecentlyVisitedSection';

/** The first page after sign-in: what needs me, what is mine, what I can start, where I was. */
export const HomePage = () => (
  <main className={styles.page}>
    <header className={styles.header}>
      <Greeting className={styles.greeting} />
      <div className={styles.search}>
        <HomeSearch />
      </div>
    </header>
    <div className={styles.columns}>
      <div className={styles.main}>
        <ApprovalsSection />
        <NeedsAttentionSection />
        <MyServicesSection />
        <div className={styles.pair}>
          <MyRunsSection />
          <RecentlyVisitedSection />
        </div>
      </div>
      <div className={styles.side}>
        <CreateSection />
        <DocumentationSection />
      </div>
    </div>
  </main>
);
