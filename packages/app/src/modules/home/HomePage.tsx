/** The first page after sign-in. */
export const HomePage = () => <main>Home</main>;
